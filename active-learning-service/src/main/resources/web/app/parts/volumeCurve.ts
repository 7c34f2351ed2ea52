import { css, html, nothing, svg } from 'lit';
import { axesOf, type Axes, type Curve, digitsOf, linePath, type Mark, nearestFrame, secondsAt, ticks, valueAt, xOf, yOf } from '../drawing/curve.ts';
import { number, t } from '../i18n/language.ts';
import { PageElement } from './pageElement.ts';
import { shared } from './styles.ts';

const HEIGHT = 210;

/** Width of a digit of the axes, pixels. */
const DIGIT = 7;

/** Volume over time, with the frame that is shown. Emits `frame` with the index of the frame that was pointed at. */
export class VolumeCurve extends PageElement {
  static override properties = {
    curve: { attribute: false },
    index: { type: Number },
    width: { state: true },
  };

  static override styles = [
    shared,
    css`
      svg {
        display: block;
        width: 100%;
        height: ${HEIGHT}px;
        cursor: crosshair;
        touch-action: pan-y;
        user-select: none;
      }
      text {
        font-size: 12px;
        fill: var(--quiet);
        font-variant-numeric: tabular-nums;
      }
      .end {
        text-anchor: end;
      }
      .middle {
        text-anchor: middle;
      }
      .grid {
        stroke: var(--line);
      }
      path {
        fill: none;
        stroke-linejoin: round;
      }
      .raw {
        stroke: var(--control-line);
        stroke-width: 1;
      }
      .smoothed {
        stroke: var(--accent);
        stroke-width: 2.5;
      }
      .mark circle {
        stroke: var(--text);
        stroke-width: 1.5;
        fill: var(--panel);
      }
      .mark.ED circle {
        fill: var(--text);
      }
      .mark text {
        font-weight: 600;
        fill: var(--text);
        paint-order: stroke;
        stroke: var(--panel);
        stroke-width: 4;
      }
      .mark.left-out {
        opacity: 0.6;
      }
      .cursor {
        stroke: var(--warn);
        stroke-width: 2;
      }
      .dot {
        fill: var(--warn);
      }
    `,
  ];

  declare curve: Curve;
  declare index: number;
  declare width: number;

  private readonly resized = new ResizeObserver(() => (this.width = this.clientWidth));

  constructor() {
    super();
    this.width = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.resized.observe(this);
  }

  override disconnectedCallback(): void {
    this.resized.disconnect();
    super.disconnectedCallback();
  }

  override render() {
    const { curve, index } = this;
    const axes = this.axes;
    const cursor = xOf(axes, curve.times[index]);
    const value = valueAt(curve, index);
    return html`<svg role="slider" tabindex="0" aria-label=${t('volumeCurve')} aria-valuemin="1"
      aria-valuemax=${curve.times.length} aria-valuenow=${index + 1} aria-valuetext=${frameWords(curve, index)}
      viewBox=${`0 0 ${this.width} ${HEIGHT}`} @pointerdown=${this.point} @pointermove=${this.point}>
      ${this.width === 0 ? nothing : svg`
        ${volumeAxis(axes, curve.unit)} ${timeAxis(axes)}
        <path class="raw" d=${linePath(axes, curve.times, curve.volumes)} />
        <path class="smoothed" d=${linePath(axes, curve.times, curve.smoothed)} />
        <line class="cursor" x1=${cursor} x2=${cursor} y1=${axes.top - 8} y2=${axes.bottom} />
        ${curve.marks.map((mark) => drawnMark(axes, curve, mark))}
        ${value === undefined ? nothing : svg`<circle class="dot" cx=${cursor} cy=${yOf(axes, value)} r="4" />`}`}
    </svg>`;
  }

  private get axes(): Axes {
    const area = { left: 0, right: Math.max(1, this.width - 14), top: 30, bottom: HEIGHT - 36 };
    const { most } = axesOf(this.curve, area);
    const digits = Math.max(...labelled(ticks(most, 4)).map(({ label }) => label.length));
    return axesOf(this.curve, { ...area, left: 14 + digits * DIGIT });
  }

  /** A click, or a drag with the button held. */
  private point(event: PointerEvent): void {
    if (event.buttons !== 1) return;
    const drawing = event.currentTarget as SVGSVGElement;
    drawing.setPointerCapture(event.pointerId);
    const x = event.clientX - drawing.getBoundingClientRect().left;
    this.emit('frame', nearestFrame(this.curve.times, secondsAt(this.axes, x)));
  }
}

/** Time and volume of a frame, for example "0.46 s, 95 ml". */
export function frameWords(curve: Curve, frame: number): string {
  const value = valueAt(curve, frame);
  const volume = value === undefined ? t('noOutline') : `${number(value)} ${curve.unit}`;
  return `${number(curve.times[frame] ?? 0, 2)} s, ${volume}`;
}

/** Values of an axis with the decimals that tell them apart. */
function labelled(values: readonly number[]): { value: number; label: string }[] {
  const digits = digitsOf(values[1] ?? 1);
  return values.map((value) => ({ value, label: number(value, digits) }));
}

function volumeAxis(axes: Axes, unit: string) {
  return svg`<text x="0" y="12">${unit}</text>
    ${labelled(ticks(axes.most, 4)).map(({ value, label }) => svg`
      <line class="grid" x1=${axes.left} x2=${axes.right} y1=${yOf(axes, value)} y2=${yOf(axes, value)} />
      <text class="end" x=${axes.left - 6} y=${yOf(axes, value) + 4}>${label}</text>`)}`;
}

function timeAxis(axes: Axes) {
  const values = ticks(axes.seconds, Math.max(2, (axes.right - axes.left) / 70));
  return svg`${labelled(values).map(({ value, label }) => svg`
      <text class="middle" x=${xOf(axes, value)} y=${axes.bottom + 18}>${label}</text>`)}
    <text class="end" x=${axes.right} y=${axes.bottom + 34}>${t('timeAxis')}</text>`;
}

function drawnMark(axes: Axes, curve: Curve, { frame, phase, included }: Mark) {
  const value = valueAt(curve, frame);
  if (value === undefined) return nothing;
  const [x, y] = [xOf(axes, curve.times[frame]), yOf(axes, value)];
  return svg`<g class="mark ${phase} ${included ? '' : 'left-out'}">
    <circle cx=${x} cy=${y} r="4.5" />
    <text class="middle" x=${x} y=${phase === 'ED' ? y - 10 : y + 19}>${phase}</text>
  </g>`;
}

customElements.define('volume-curve', VolumeCurve);
