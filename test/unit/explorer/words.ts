import type { FactWords } from '../../../src/explorer/configuration/configurationFacts.ts';
import { openMasker } from '../../../src/platform/masking.ts';

/** Puts the arguments in, as VS Code does without a translation. */
export const l10n = {
  t: (message: unknown, ...values: unknown[]) =>
    String(message).replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)])),
} as FactWords['l10n'];

/** Facts in English, with channels as they come. */
export const words: FactWords = {
  l10n,
  language: 'en-US',
  channelName: (channel) => channel,
  masker: openMasker,
};
