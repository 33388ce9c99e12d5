import { css } from 'lit';

/** Rows between communications: days, long silences, and what befell the conversation. */
export const separatorStyles = css`
  .row.day {
    padding-block: 16px 4px;
  }
  .row.day .rail {
    grid-row: 1;
    margin-top: 6px;
    background: var(--muted);
  }
  .day-name {
    grid-column: 3 / -1;
    display: flex;
    align-items: baseline;
    gap: 10px;
    font-size: 0.92em;
    font-weight: 600;
    line-height: 20px;
  }
  .day-name::after {
    content: '';
    flex: 1;
    align-self: center;
    height: 1px;
    background: var(--hairline);
  }
  .later {
    font-weight: 400;
    color: var(--muted);
  }

  /* The rail is broken where nobody spoke. */
  .row.gap {
    padding-block: 13px 7px;
  }
  .row.gap::before {
    width: 0;
    background: none;
    border-inline-start: 1px dashed color-mix(in srgb, var(--fg) 45%, transparent);
  }
  .gap-name {
    grid-column: 3 / -1;
    font-size: 0.92em;
    font-style: italic;
    line-height: 20px;
    color: var(--muted);
  }

  .row.event {
    padding-block: 5px;
  }
  .row.event .time,
  .row.event .rail {
    grid-row: 1;
  }
  .row.event .time {
    padding-top: 0;
  }
  .row.event .rail {
    width: 7px;
    height: 7px;
    margin-top: 7px;
    border: 1px solid var(--muted);
    border-radius: 0;
    background: var(--bg);
    transform: rotate(45deg);
  }
  .event-name {
    grid-column: 3 / -1;
    display: flex;
    gap: 7px;
    min-width: 0;
    font-size: 0.92em;
    line-height: 20px;
    color: var(--muted);
    overflow-wrap: anywhere;
  }
  .event-name .icon {
    margin-top: 3px;
  }
  @container (max-width: 620px) {
    .day-name,
    .gap-name,
    .event-name {
      grid-column: 3;
      padding-inline-start: 4px;
    }
    .day-name {
      flex-wrap: wrap;
      column-gap: 10px;
    }
  }
`;
