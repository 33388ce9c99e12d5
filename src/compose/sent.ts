import type { CommunicationDraft } from './draft.ts';

/**
 * What is left of a draft when it was sent, for the next one: who writes to whom, and of which kind. The call that a
 * transcription is of stays, as do its engine and leg; what was of this one communication alone does not. Its resourceId
 * above all: with that the next one would change it in place of following it.
 */
export function afterSending({
  author,
  recipients,
  kind,
  transcription,
  channelId,
}: CommunicationDraft): CommunicationDraft {
  const spoken = kind === 'TRANSCRIPTION';
  const { channel, engine } = transcription ?? {};
  return {
    text: '',
    ...(author ? { author } : {}),
    ...(recipients ? { recipients } : {}),
    ...(kind ? { kind } : {}),
    ...(spoken && channelId ? { channelId } : {}),
    ...(spoken && (channel || engine)
      ? { transcription: { ...(channel ? { channel } : {}), ...(engine ? { engine } : {}) } }
      : {}),
  };
}
