import { css } from 'lit';

export const reviewFrameStyles = css`
  :host {
    height: 100%;
  }
  .head {
    margin-bottom: 1.1rem;
    align-items: end;
  }
  a {
    color: var(--accent);
    text-decoration: none;
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1.2fr) minmax(0, 1fr);
    gap: 1.1rem;
    align-items: start;
  }
  .large {
    position: sticky;
    top: 1rem;
    aspect-ratio: auto;
  }
  .stack {
    display: grid;
    gap: 1.1rem;
  }
  .agreement {
    display: flex;
    gap: 1.75rem;
    margin: 0;
    text-align: right;
  }
  .agreement div {
    display: flex;
    flex-direction: column-reverse;
  }
  .agreement dd {
    margin: 0;
    font-size: 1.6rem;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
  }
  .agreement dt {
    color: var(--quiet);
    font-size: 0.85rem;
  }
  ul.reasons,
  .readings,
  .events {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  .readings li {
    display: grid;
    grid-template-columns: 1fr 72px auto;
    gap: 0.1rem 0.9rem;
    align-items: center;
    padding: 0.6rem 0;
    border-bottom: 1px solid var(--line);
  }
  .readings li:last-child {
    border-bottom: 0;
  }
  .readings .swatch {
    grid-area: 1 / 1;
    align-self: end;
  }
  .readings .small {
    grid-area: 2 / 1;
    align-self: start;
  }
  .readings frame-thumbnail {
    grid-area: 1 / 2 / 3 / 3;
  }
  .readings button {
    grid-area: 1 / 3 / 3 / 4;
  }
  .swatch {
    display: flex;
    align-items: center;
    gap: 0.5rem;
  }
  .swatch svg {
    border-radius: 3px;
    box-shadow: 0 0 0 1px var(--control-line);
  }
  .events li {
    display: grid;
    grid-template-columns: 12rem 1fr;
    gap: 0.5rem;
    padding: 0.25rem 0;
  }
  .reopen {
    flex: 1;
    min-width: 14rem;
  }
  .reopen input {
    flex: 1;
    min-width: 8rem;
  }
  .drawing {
    display: grid;
    grid-template-rows: minmax(0, 1fr) auto;
    height: 100%;
  }
  .foot {
    justify-content: flex-end;
    padding: 0.6rem 1rem;
    background: var(--panel);
    border-top: 1px solid var(--line);
  }
  @media (max-width: 860px) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
    .large {
      position: static;
    }
  }
`;
