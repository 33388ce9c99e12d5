import type { l10n as VscodeL10n } from 'vscode';

/** Puts the arguments in, as VS Code does without a translation. */
export const l10n = {
  t: (message: unknown, ...values: unknown[]) =>
    String(message).replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)])),
} as Pick<typeof VscodeL10n, 't'>;
