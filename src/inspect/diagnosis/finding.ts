import type { ResourceRef } from '../../platform/resourceRef.ts';
import type { Piece, Told } from './told.ts';

/** The worst first. */
export const SEVERITIES = ['error', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Families of what is looked for. */
export type CheckName =
  | 'participants'
  | 'addresses'
  | 'timeouts'
  | 'lifecycle'
  | 'captureRules'
  | 'callbacks'
  | 'deliveries'
  | 'doubles'
  | 'times'
  | 'bridge'
  | 'conflicts'
  | 'unread';

/** Whose settings are meant: a configuration's, or the copy that a conversation was made with. */
export type Owner =
  | { readonly kind: 'conversation'; readonly conversationId: string; readonly configurationId: string }
  | { readonly kind: 'configuration'; readonly configurationId: string };

/** What can be done about a finding. Each is carried out by the rest of the extension, and asks before it changes anything. */
export type Remedy =
  | {
      readonly does: 'openTimeline';
      readonly conversationId: string;
      readonly communicationId?: string;
      /** What the conversation is called, where it is another one than the diagnosed. */
      readonly of?: Piece;
    }
  | { readonly does: 'openJson'; readonly ref: ResourceRef }
  | { readonly does: 'editParticipant'; readonly conversationId: string; readonly participantId: string }
  | { readonly does: 'closeConversation'; readonly conversationId: string; readonly of?: Piece }
  /** @see Owner: only a configuration's can be changed; conversations keep the time-outs that they were made with. */
  | { readonly does: 'setTimeouts'; readonly configurationId: string; readonly channels: readonly string[] }
  | { readonly does: 'replaceCallback'; readonly owner: Owner; readonly url: string }
  | { readonly does: 'removeCallback'; readonly owner: Owner; readonly url: string }
  | { readonly does: 'addCallback'; readonly owner: Owner }
  | { readonly does: 'resend'; readonly conversationId: string; readonly communicationId: string }
  | { readonly does: 'copy'; readonly text: string }
  | { readonly does: 'openPage'; readonly url: string };

/** One thing that shows it. */
export interface EvidenceRow {
  readonly text: Told;
  /** What it is about: opened when the row is chosen. */
  readonly ref?: ResourceRef;
}

/** Something that is not as it should be, or that explains why something does not happen. */
export interface Finding {
  /** The same in the next diagnosis of the same thing, and unique in one. */
  readonly key: string;
  readonly check: CheckName;
  readonly severity: Severity;
  /** What is wrong, in one short sentence without a full stop. */
  readonly title: Told;
  /** Why that is so, what comes of it, and what to do. */
  readonly explanation: Told;
  readonly evidence: readonly EvidenceRow[];
  /** How many more rows of evidence there are than are kept. */
  readonly more: number;
  /** The likeliest first. */
  readonly remedies: readonly Remedy[];
}

/** Twenty show what is the matter as well as twenty thousand, and ten thousand conversations are kept at once. */
const MOST_ROWS = 20;

/** Makes a finding; of much evidence it keeps the first. */
export function finding(
  found: Omit<Finding, 'evidence' | 'more' | 'remedies'> & Partial<Pick<Finding, 'evidence' | 'remedies'>>,
): Finding {
  const { evidence = [], remedies = [] } = found;
  return {
    ...found,
    evidence: evidence.slice(0, MOST_ROWS),
    more: Math.max(0, evidence.length - MOST_ROWS),
    remedies,
  };
}
