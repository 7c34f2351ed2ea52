import { css } from 'lit';

export const studyPageStyles = css`
  :host {
    display: block;
    height: 100%;
  }
  .page {
    display: grid;
    gap: 1.1rem;
  }
  .page[hidden] {
    display: none;
  }
  .notice,
  .page > p {
    margin: 0;
  }
  h1 {
    overflow-wrap: anywhere;
  }
  h3 {
    font-size: 0.9rem;
    margin: 1rem 0 0.3rem;
  }
  a:not(.button) {
    color: var(--accent);
  }
  .summary {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1.7fr);
    gap: 1.2rem 2rem;
  }
  .quality {
    grid-column: 1 / -1;
  }
  .quality > :last-child {
    margin-bottom: 0;
  }
  .main {
    display: grid;
    justify-items: start;
    align-content: start;
    gap: 0.4rem;
  }
  .main p,
  .main h2 {
    margin: 0;
  }
  .ef {
    font-size: 3.4rem;
    font-weight: 700;
    line-height: 1.05;
    letter-spacing: -0.03em;
    font-variant-numeric: tabular-nums;
  }
  .none {
    font-size: 1.3rem;
    font-weight: 650;
  }
  .main .button {
    margin-top: 0.5rem;
  }
  dl {
    display: grid;
    grid-template-columns: fit-content(60%) minmax(0, 1fr);
    align-content: start;
    gap: 0.35rem 1rem;
    margin: 0;
  }
  dt {
    color: var(--quiet);
  }
  dd {
    margin: 0;
    text-align: right;
    font-variant-numeric: tabular-nums;
  }
  .clips {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr));
    gap: 1.1rem;
    align-items: start;
  }
  .clip h2 {
    margin: 0;
  }
  .clip .notice {
    margin-bottom: 0.8rem;
  }
  .tags {
    min-height: 1.6rem;
    margin: 0.3rem 0 0.8rem;
  }
  .clip dl {
    margin: 1rem 0;
    font-size: 0.9rem;
  }
  ul.list {
    margin: 0 0 1rem;
    padding-left: 1.1rem;
    font-size: 0.9rem;
  }
  ul.list li + li {
    margin-top: 0.3rem;
  }
  @media (max-width: 700px) {
    .summary {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
