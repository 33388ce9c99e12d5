import type { ResourceRef } from '../platform/resourceRef.ts';
import type { Account } from '../platform/session.ts';

/** A page of the Twilio Console, and how near it is to what was asked for. */
export interface ConsolePage {
  url: string;
  /** False where the Console has no known page of the resource itself, and this is the nearest. */
  exact: boolean;
}

/**
 * The Console's page for a resource. It holds ids and no secret.
 *
 * Twilio documents no address of a v2 conversation's own page, nor of what is in one: for these it is the overview of
 * Conversation Orchestrator in the account (`1console.twilio.com/account/{AC…}/{region}/…` is the form in Twilio's
 * documentation; `conversation-orchestrator/overview` is where public workshop material links to). Classic services and
 * their conversations have pages in the older Console, by the `frameUrl` that Twilio's documentation gives for them;
 * what is inside a classic conversation is shown on that conversation's page.
 *
 * @param ref any resource of the account; the account itself when absent
 */
export function consolePage(
  { accountSid, origin }: Pick<Account, 'accountSid' | 'origin'>,
  ref?: ResourceRef,
): ConsolePage {
  const region = regionOf(origin);
  if (ref && 'chatServiceSid' in ref) {
    const service = `/console/conversations/services/${encodeURIComponent(ref.chatServiceSid)}`;
    const frame =
      'conversationSid' in ref
        ? `${service}/conversations/${encodeURIComponent(ref.conversationSid)}`
        : service;
    const url = new URL(`https://console.twilio.com/${region}/develop/conversations/manage/services`);
    url.searchParams.set('frameUrl', `${frame}?x-target-region=${region}`);
    return { url: url.href, exact: ref.kind === 'service' || ref.kind === 'serviceConversation' };
  }
  const account = encodeURIComponent(accountSid);
  const url = `https://1console.twilio.com/account/${account}/${region}/conversation-orchestrator/overview`;
  return { url, exact: false };
}

/** The region that an account's API is reached in: `conversations.dublin.ie1.twilio.com` is in ie1. */
function regionOf(origin: string): string {
  const parts = URL.canParse(origin) ? new URL(origin).hostname.split('.') : [];
  const beforeDomain = parts.at(-3) ?? '';
  return parts.length > 3 && /^[a-z]{2}\d$/.test(beforeDomain) ? beforeDomain : 'us1';
}
