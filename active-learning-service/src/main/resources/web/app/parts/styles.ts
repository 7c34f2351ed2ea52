import { css } from 'lit';

/** Styles shared by all components. */
export const shared = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host {
    display: block;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  h1 {
    font-size: 1.45rem;
    font-weight: 650;
    letter-spacing: -0.01em;
    margin: 0 0 0.25rem;
  }
  h2 {
    font-size: 1rem;
    font-weight: 650;
    margin: 0 0 0.6rem;
  }
  p {
    margin: 0 0 0.75rem;
  }
  p:last-child {
    margin-bottom: 0;
  }
  .quiet {
    color: var(--quiet);
  }
  .small {
    font-size: 0.85rem;
  }
  .number {
    font-variant-numeric: tabular-nums;
    text-align: right;
  }
  .page {
    max-width: 72rem;
    margin: 0 auto;
    padding: 1.75rem 1.25rem 4rem;
  }
  .card {
    background: var(--panel);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    padding: 1.1rem 1.25rem;
  }
  .row {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    flex-wrap: wrap;
  }
  .between {
    justify-content: space-between;
  }
  button,
  .button,
  input,
  select,
  textarea {
    font: inherit;
    color: var(--text);
    background: var(--panel);
    border: 1px solid var(--control-line);
    border-radius: 8px;
    padding: 0.4rem 0.6rem;
    min-height: 2.4rem;
  }
  button,
  .button {
    font-weight: 550;
    background: var(--raised);
    padding: 0.45rem 0.9rem;
    cursor: pointer;
    text-decoration: none;
  }
  button:hover:not(:disabled) {
    border-color: var(--accent);
  }
  button.primary {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
  }
  button.primary:hover:not(:disabled) {
    filter: brightness(1.08);
  }
  .plain {
    background: none;
    border-color: transparent;
    padding-inline: 0.6rem;
  }
  button[aria-pressed='true'] {
    background: var(--accent-wash);
    border-color: var(--accent);
    color: var(--accent);
  }
  button:disabled {
    opacity: 0.5;
    cursor: default;
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  kbd {
    font: 600 0.75rem/1 ui-monospace, SFMono-Regular, Menlo, monospace;
    border: 1px solid var(--control-line);
    border-bottom-width: 2px;
    border-radius: 4px;
    padding: 0.15rem 0.35rem;
    background: var(--panel);
    color: var(--text);
  }
  button.primary kbd {
    background: none;
    border-color: currentColor;
    color: inherit;
  }
  label {
    font-weight: 550;
  }
  input[type='range'],
  input[type='checkbox'],
  input[type='radio'] {
    accent-color: var(--accent);
    min-height: 0;
    padding: 0;
  }
  table {
    border-collapse: collapse;
    width: 100%;
  }
  th,
  td {
    text-align: left;
    padding: 0.6rem 0.75rem;
    border-bottom: 1px solid var(--line);
  }
  thead th {
    font-size: 0.8rem;
    font-weight: 600;
    color: var(--quiet);
    vertical-align: bottom;
  }
  tbody tr:last-child > * {
    border-bottom: 0;
  }
  .tag {
    display: inline-block;
    font-size: 0.8rem;
    font-weight: 600;
    border-radius: 999px;
    padding: 0.1rem 0.6rem;
    background: var(--raised);
    color: var(--text);
  }
  .tag.accent {
    background: var(--accent-wash);
    color: var(--accent);
  }
  .tag.warn {
    background: var(--warn-wash);
    color: var(--warn);
  }
  .tag.good {
    background: var(--good-wash);
    color: var(--good);
  }
  .tag.bad {
    background: var(--bad-wash);
    color: var(--bad);
  }
  .notice {
    border-radius: var(--radius);
    padding: 0.7rem 1rem;
    background: var(--warn-wash);
    color: var(--warn);
    font-weight: 550;
  }
  .notice.bad {
    background: var(--bad-wash);
    color: var(--bad);
  }
  .meter {
    display: block;
    width: 100%;
    height: 8px;
    border-radius: 4px;
    background: var(--raised);
    margin: 0.35rem 0;
  }
  .meter .done {
    fill: var(--accent);
  }
  .meter .review {
    fill: var(--warn);
  }
  ul.reasons {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  dialog {
    color: var(--text);
    background: var(--panel);
    border: 1px solid var(--line);
    border-radius: 14px;
    padding: 1.4rem 1.5rem;
    max-width: min(46rem, 92vw);
    max-height: 88vh;
    overflow: auto;
  }
  dialog::backdrop {
    background: rgb(6 10 14 / 60%);
  }
  .state {
    display: grid;
    justify-items: center;
    text-align: center;
    gap: 0.4rem;
    padding: 4rem 1rem;
    color: var(--text);
  }
  .state svg {
    color: var(--accent);
    margin-bottom: 0.5rem;
  }
  .state h1 {
    font-size: 1.1rem;
  }
  .state p {
    max-width: 34rem;
  }
  .pulse {
    animation: pulse 1.1s ease-in-out infinite alternate;
  }
  @keyframes pulse {
    from {
      opacity: 0.35;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .pulse {
      animation: none;
    }
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
