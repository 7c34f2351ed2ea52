import { css } from 'lit';

export const studiesPageStyles = css`
  :host {
    min-height: 100%;
  }
  .page {
    display: grid;
    gap: 1.1rem;
  }
  .dragging upload-area {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
    border-radius: var(--radius);
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 0.9rem 1.3rem;
  }
  .filters > label {
    display: grid;
    gap: 0.25rem;
    flex: 1 1 12rem;
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.5rem;
    min-height: 2.4rem;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    margin-bottom: 0.25rem;
    font-weight: 550;
  }
  input:not([type='checkbox']) {
    height: 2.5rem;
    font-weight: 400;
  }
  input[type='number'] {
    width: 5rem;
  }
  .check {
    display: flex;
    align-items: center;
    gap: 0.35rem;
    margin-right: 0.4rem;
    font-weight: 400;
  }
  .list {
    padding-block: 0.4rem;
    overflow-x: auto;
  }
  a {
    color: var(--accent);
    overflow-wrap: anywhere;
  }
  tbody th {
    vertical-align: top;
  }
  tbody tr > * {
    border-bottom: 0;
    padding-block: 0.45rem;
  }
  tbody + tbody tr:first-child > * {
    border-top: 1px solid var(--line);
  }
  .ef {
    font-weight: 650;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .more {
    text-align: center;
  }
`;
