import { css } from 'lit';

export const editorStyles = css`
  :host {
    display: grid;
    grid-template: "tools stage" minmax(0, 1fr) "cine cine" auto / auto minmax(0, 1fr);
    min-height: 0;
    min-width: 0;
  }
  editor-toolbar {
    grid-area: tools;
  }
  cine-bar {
    grid-area: cine;
  }
  .stage {
    grid-area: stage;
    position: relative;
    background: #000;
    min-height: 0;
  }
  trace-canvas {
    position: absolute;
    inset: 0;
  }
  .over {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    background: var(--panel);
  }
  .hint {
    position: absolute;
    top: 0.75rem;
    left: 50%;
    transform: translateX(-50%);
    margin: 0;
    padding: 0.4rem 0.9rem;
    border-radius: 999px;
    background: #14181dee;
    color: #f4f6f8;
    font-size: 0.9rem;
    white-space: nowrap;
    pointer-events: none;
  }
  viewer-settings {
    position: absolute;
    right: 0.75rem;
    bottom: 0.75rem;
  }
  @media (max-width: 860px) {
    :host {
      grid-template: "tools" auto "stage" minmax(20rem, 1fr) "cine" auto / minmax(0, 1fr);
    }
    .hint {
      white-space: normal;
      width: max-content;
      max-width: 90%;
      text-align: center;
    }
  }
`;
