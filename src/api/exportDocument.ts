import type { Action, Communication, Configuration, Conversation, Timestamp } from './resources.ts';

/*
 * The file that conversations are exported to and imported from: by the extension, of whatever account it shows, and by
 * the sandbox, of its whole state.
 *
 * Resources are in the API's own shape, so that a file is of use to anyone who knows the API. Members that a reader does
 * not know are to be let be: a file of a live account has what Twilio added since, a file of a sandbox has `sandbox`
 * members, which hold what the API does not show of a resource. Nothing in a file is secret by itself: auth tokens and
 * API keys are never written. What people wrote to each other is in it.
 */

/** One file. */
export interface ExportDocument {
  format: 'twilio-conversations';
  /** Of the format. A reader refuses what is higher than it knows. */
  version: 1;
  /** Real time, also where a sandbox's clock shows another. */
  exportedAt: Timestamp;
  /** Names, addresses and texts were hidden when it was written, and what may hold them was left out. */
  masked?: true;
  accounts: ExportedAccount[];
  /** What only a sandbox needs. */
  sandbox?: object;
}

/** What was exported of one account. */
export interface ExportedAccount {
  /** `AC…`. An import may take it into another account: then its resources become that one's. */
  accountSid: string;
  /** May lack some that conversations were made from. */
  configurations: Configuration[];
  conversations: ExportedConversation[];
  /** What only a sandbox needs. */
  sandbox?: object;
}

/** A conversation with all in it. Its participants are where the API has them, in `participants`. */
export interface ExportedConversation extends Conversation {
  /** Oldest first. */
  communications: Communication[];
  actions?: Action[];
  /** What only a sandbox needs. */
  sandbox?: object;
}
