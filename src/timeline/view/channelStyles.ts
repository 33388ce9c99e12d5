import { css } from 'lit';

/** Which colour of the theme stands for which channel: `--channel`, for whatever says its channel in `data-channel`. */
export const channelStyles = css`
  [data-channel='SMS'] {
    --channel: var(--vscode-charts-blue, #1a85ff);
  }
  [data-channel='WHATSAPP'] {
    --channel: var(--vscode-charts-green, #388a34);
  }
  [data-channel='RCS'] {
    --channel: var(--vscode-charts-purple, #652d90);
  }
  [data-channel='VOICE'] {
    --channel: var(--vscode-charts-orange, #d18616);
  }
  [data-channel='CHAT'] {
    --channel: var(--vscode-charts-yellow, #bf8803);
  }
  [data-channel='VIDEO'] {
    --channel: var(--vscode-charts-red, #e51400);
  }
`;
