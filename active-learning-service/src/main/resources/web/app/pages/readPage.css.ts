import { css } from 'lit';

export const readStyles = css`
  :host {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr) 19.5rem;
    height: 100%;
    min-height: 0;
  }
  :host > .state {
    grid-column: 1 / -1;
    align-content: center;
  }
  skip-dialog {
    position: absolute;
  }
  .side {
    overflow: auto;
    background: var(--panel);
    border-left: 1px solid var(--line);
    padding: 1rem 1.1rem;
    display: flex;
    flex-direction: column;
    gap: 1.1rem;
  }
  .side h1 {
    font-size: 1.15rem;
  }
  .side > section + section {
    border-top: 1px solid var(--line);
    padding-top: 1rem;
  }
  .choices {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: 1fr;
    gap: 0.4rem;
  }
  .choices button {
    padding-inline: 0.3rem;
  }
  .wide {
    width: 100%;
    margin-block: 0.45rem;
  }
  button.primary.wide {
    min-height: 3rem;
    font-size: 1.05rem;
  }
  .endings {
    margin-top: auto;
  }
  .draft {
    margin: 0;
    color: var(--quiet);
  }
  @media (max-width: 860px) {
    :host {
      grid-template: minmax(30rem, 60vh) auto / minmax(0, 1fr);
      height: auto;
    }
    .side {
      border-left: 0;
      border-top: 1px solid var(--line);
    }
  }
  @media (min-width: 600px) and (max-width: 860px) {
    .side {
      display: grid;
      grid-template-columns: 1fr 1fr;
      align-items: start;
      gap: 1rem 1.5rem;
    }
    .notice {
      grid-area: 1 / 1 / 2 / 3;
    }
    .about {
      grid-area: 2 / 1;
    }
    .figures {
      grid-area: 3 / 1;
    }
    .judgement {
      grid-area: 2 / 2;
    }
    .endings {
      grid-area: 3 / 2;
    }
    .side > .judgement {
      border-top: 0;
      padding-top: 0;
    }
  }
`;
