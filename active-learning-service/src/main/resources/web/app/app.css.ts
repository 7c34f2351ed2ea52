import { css } from 'lit';

export const appStyles = css`
  :host {
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr);
    height: 100dvh;
  }
  header {
    display: flex;
    align-items: center;
    gap: 1.5rem;
    padding: 0 1.1rem;
    min-height: 3.4rem;
    background: var(--panel);
    border-bottom: 1px solid var(--line);
    flex-wrap: wrap;
  }
  .brand {
    font-weight: 700;
    font-size: 1.1rem;
    letter-spacing: -0.02em;
    color: var(--text);
    text-decoration: none;
  }
  nav {
    display: flex;
    gap: 0.25rem;
    align-self: stretch;
  }
  nav a {
    display: grid;
    place-items: center;
    padding: 0.5rem 0.8rem;
    color: var(--quiet);
    font-weight: 550;
    text-decoration: none;
    border-bottom: 2px solid transparent;
    border-top: 2px solid transparent;
  }
  nav a:hover {
    color: var(--text);
  }
  nav a[aria-current='page'] {
    color: var(--text);
    border-bottom-color: var(--accent);
  }
  .tools {
    display: flex;
    align-items: center;
    gap: 0.35rem;
    margin-left: auto;
  }
  .tools input,
  .tools select {
    border-color: transparent;
    background: none;
  }
  .tools input:hover,
  .tools select:hover,
  .tools input:focus,
  .tools select:focus {
    border-color: var(--control-line);
  }
  .tools select option {
    background: var(--panel);
  }
  .user {
    width: 9rem;
    text-align: right;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .tools button {
    display: grid;
    place-items: center;
    width: 2.4rem;
    padding: 0;
  }
  help-overlay {
    position: absolute;
  }
  .banner {
    grid-row: 2;
    margin: 0;
    padding: 0.6rem 1.1rem;
    background: var(--warn-wash);
    color: var(--warn);
    font-weight: 600;
    text-align: center;
  }
  .content {
    grid-row: 3;
    min-height: 0;
    overflow: auto;
  }
  .message {
    position: fixed;
    left: 50%;
    bottom: 4.5rem;
    transform: translateX(-50%);
    max-width: min(40rem, 90vw);
    padding: 0.7rem 1.2rem;
    border-radius: 10px;
    background: var(--text);
    color: var(--ground);
    font-weight: 550;
    box-shadow: 0 6px 24px #0006;
    z-index: 10;
  }
  .message.bad {
    background: var(--bad);
    color: var(--panel);
  }
  @media (max-width: 1120px) {
    header {
      gap: 0.6rem;
    }
    nav a {
      padding-inline: 0.5rem;
    }
    .tools {
      gap: 0;
    }
    .user {
      width: 5rem;
    }
  }
  @media (max-width: 760px) {
    header {
      gap: 0.4rem;
      padding-block: 0.3rem;
    }
    nav {
      order: 3;
      width: 100%;
      overflow-x: auto;
    }
    .user {
      width: 6.5rem;
    }
  }
`;
