import type { l10n as VscodeL10n } from 'vscode';

type L10n = Pick<typeof VscodeL10n, 't'>;

/** What an error code of Twilio's says. */
export interface ErrorMeaning {
  /** What it is called, without a full stop. */
  readonly title: string;
  /** What happened, in a sentence or two. */
  readonly meaning: string;
  /** Why it mostly happens, the likeliest first, and what to do about it; one sentence each. */
  readonly causes: readonly string[];
  /** Twilio's page about it. */
  readonly url: string;
}

/** Twilio's page about an error code. */
export function errorPage(code: number): string {
  return `https://www.twilio.com/docs/api/errors/${code}`;
}

/**
 * What a code means that people who build on Conversations meet; undefined for any other number.
 *
 * Sources: Twilio's error dictionary (https://www.twilio.com/docs/api/errors), the classic API's reference, and the
 * troubleshooting page of Conversations v2. The codes of HTTP itself, which v2 gives as codes now and then, are not here.
 * @param l10n `vscode.l10n`, or a stand-in
 */
export function errorMeaning(code: number, l10n: L10n): ErrorMeaning | undefined {
  const words = MEANINGS[code]?.(l10n);
  if (!words) return undefined;
  const [title, meaning, ...causes] = words;
  return { title, meaning, causes, url: errorPage(code) };
}

type Words = readonly [title: string, meaning: string, ...causes: string[]];

const MEANINGS: Readonly<Record<number, (l10n: L10n) => Words>> = {
  // Requests and who sends them.
  20001: (l10n) => [
    l10n.t('Invalid parameter'),
    l10n.t(
      'The request was understood and not accepted: something in it is missing, too long, or not allowed.',
    ),
    l10n.t('A member of the body is missing or misspelt: the message names it.'),
    l10n.t(
      'A value is outside of what is documented: an address in a wrong form for its channel, or an unknown status.',
    ),
    l10n.t('A page token has expired or belongs to another list: begin again with the first page.'),
  ],
  20003: (l10n) => [
    l10n.t('Authentication failed'),
    l10n.t('Twilio does not accept these credentials for this request.'),
    l10n.t('The secret or auth token is wrong, was rotated, or has a stray space or line break.'),
    l10n.t('The API key belongs to another account, or to another region: a key works in one region only.'),
    l10n.t('A restricted API key lacks the permission for this resource.'),
    l10n.t('Test credentials were used: Conversations refuses them.'),
    l10n.t('The account has not accepted the terms of Conversations in the Console.'),
  ],
  20004: (l10n) => [
    l10n.t('Method not allowed'),
    l10n.t('The resource is there, and does not offer this HTTP method.'),
    l10n.t('POST was sent where PUT or PATCH is meant, or the path lacks an id at its end.'),
  ],
  10001: (l10n) => [l10n.t('Account not active'), l10n.t('The account is suspended or closed.')],
  20005: (l10n) => [
    l10n.t('Account not active'),
    l10n.t('The account is suspended or closed.'),
    l10n.t('The balance ran out, or the account was suspended: see the Console.'),
  ],
  20403: (l10n) => [
    l10n.t('Forbidden'),
    l10n.t('The credentials are good, and do not permit this.'),
    l10n.t('A restricted API key lacks the permission for this resource.'),
    l10n.t('The resource belongs to a subaccount: sign in with a key of that one.'),
  ],
  20404: (l10n) => [
    l10n.t('Not found'),
    l10n.t('There is nothing at this path for this account.'),
    l10n.t('The id is another account’s or another region’s.'),
    l10n.t('It was deleted.'),
    l10n.t('A classic (v1) SID was used on a v2 path, or the other way round.'),
    l10n.t('It was made a moment ago, and is not everywhere yet: try again.'),
  ],
  20409: (l10n) => [
    l10n.t('Conflict'),
    l10n.t('What is there already stands in the way; X-Conflicting-Resource-Id names it.'),
    l10n.t(
      'The same addresses have an open conversation, and the configuration groups by them: use that one, or close it first.',
    ),
    l10n.t('Two requests changed the same resource at once.'),
  ],
  20422: (l10n) => [
    l10n.t('Body not understood'),
    l10n.t('The body is not in a form that is taken here.'),
    l10n.t('A form was sent where JSON is meant: v2 takes application/json only, the classic API forms.'),
    l10n.t('The Content-Type header is missing.'),
  ],
  20429: (l10n) => [
    l10n.t('Too many requests'),
    l10n.t('The request was not processed, since too many came at once: it is safe to send it again.'),
    l10n.t('Too many requests run at the same time: send fewer at once.'),
    l10n.t(
      'A loop asks without a pause: wait as long as Retry-After says, longer each time, and a little at random.',
    ),
  ],
  20500: (l10n) => [
    l10n.t('Server failure'),
    l10n.t(
      'Twilio had a failure of its own. Whether a write was carried out is not known: look before repeating it.',
    ),
    l10n.t('It passes, mostly; status.twilio.com says if not.'),
  ],
  20503: (l10n) => [
    l10n.t('Service unavailable'),
    l10n.t('Twilio cannot answer at present.'),
    l10n.t('It passes, mostly: wait as long as Retry-After says.'),
  ],
  20101: (l10n) => [
    l10n.t('Invalid access token'),
    l10n.t('The access token cannot be read or was not issued for this.'),
    l10n.t('It was cut off when it was copied, or signed with the wrong secret.'),
  ],
  20104: (l10n) => [
    l10n.t('Access token expired'),
    l10n.t('The access token has ended, or says a time of its end that is not accepted.'),
    l10n.t('The clock of the machine that made it is off, or it is not renewed in time.'),
  ],

  20107: (l10n) => [
    l10n.t('Invalid signature of an access token'),
    l10n.t('The access token was not signed with the secret of the API key that it names.'),
    l10n.t('The secret belongs to another API key, or the auth token was used in its place.'),
  ],

  // Webhooks.
  11200: (l10n) => [
    l10n.t('Webhook failed'),
    l10n.t('Twilio sent a webhook and got no answer that it could use.'),
    l10n.t('The app answered with a status of 400 or more, or redirects to where nothing is.'),
    l10n.t('The URL is not public: it names this machine, a private network, or wants a sign-in.'),
    l10n.t('A tunnel was restarted and has another address now.'),
  ],
  11205: (l10n) => [
    l10n.t('Webhook connection failed'),
    l10n.t('Twilio could not connect to the webhook’s host.'),
    l10n.t('The app or the tunnel does not run, or a firewall is between.'),
    l10n.t('The app takes longer than Twilio waits: answer first, then do the work.'),
  ],
  11206: (l10n) => [
    l10n.t('Webhook protocol violation'),
    l10n.t('What answered the webhook does not speak HTTP as it should.'),
    l10n.t('The URL says http for a port that speaks https, or the other way round.'),
  ],
  11210: (l10n) => [
    l10n.t('Webhook host not found'),
    l10n.t('The name of the webhook’s host leads nowhere.'),
    l10n.t('It is misspelt, or the tunnel that it belonged to is gone.'),
  ],
  11215: (l10n) => [
    l10n.t('Too many redirects'),
    l10n.t('The webhook’s URL redirects again and again.'),
    l10n.t('http leads to https, or a path to the same with a slash: configure the last URL itself.'),
  ],
  11220: (l10n) => [
    l10n.t('TLS handshake failed'),
    l10n.t('Twilio could not agree on encryption with the webhook’s host.'),
    l10n.t('It offers old versions of TLS only, or its certificate is incomplete.'),
  ],
  11235: (l10n) => [
    l10n.t('Certificate of another name'),
    l10n.t('The certificate of the webhook’s host is for another name than the URL’s.'),
    l10n.t('The URL names the host in a way that the certificate does not: without www, or by its number.'),
  ],
  11236: (l10n) => [
    l10n.t('Certificate expired'),
    l10n.t('The certificate of the webhook’s host has ended.'),
    l10n.t('It was not renewed, or the server has to be restarted to use the new one.'),
  ],
  11237: (l10n) => [
    l10n.t('Certificate not trusted'),
    l10n.t('Twilio does not trust the certificate of the webhook’s host.'),
    l10n.t('It is self-signed, or an intermediate certificate is not sent along.'),
  ],

  // Conversations v2.
  530003: (l10n) => [
    l10n.t('Profile lookup failed'),
    l10n.t(
      'The profile of a customer could not be looked up in the memory store: the conversation goes on without.',
    ),
    l10n.t('The configuration names a memory store that is gone or another account’s.'),
  ],
  530004: (l10n) => [
    l10n.t('Profile creation failed'),
    l10n.t('No profile could be made for a customer in the memory store.'),
    l10n.t('The configuration names a memory store that is gone, full, or another account’s.'),
  ],

  // Classic (v1) Conversations.
  50353: (l10n) => [
    l10n.t('Unique name taken'),
    l10n.t('Another conversation of the service has this UniqueName.'),
    l10n.t('The create was sent twice: fetch the conversation by its unique name instead.'),
  ],
  50363: (l10n) => [
    l10n.t('Messaging service not usable'),
    l10n.t('The messaging service of the conversation cannot be used.'),
    l10n.t('It was deleted, or belongs to another account.'),
  ],
  50377: (l10n) => [
    l10n.t('Conversation closed'),
    l10n.t('A closed conversation takes no more messages or changes: closed is final.'),
    l10n.t('Its timer closed it: make a new conversation.'),
  ],
  50407: (l10n) => [
    l10n.t('Invalid address'),
    l10n.t('The participant’s address is none that messages can be sent to.'),
    l10n.t('A phone number is not in E.164 form, or lacks its channel: whatsapp:+15035550100.'),
  ],
  50408: (l10n) => [
    l10n.t('Invalid proxy address'),
    l10n.t('The address that Twilio sends from is not of the same kind as the participant’s.'),
    l10n.t('An SMS number was paired with a WhatsApp one.'),
  ],
  50416: (l10n) => [
    l10n.t('Address pair in use'),
    l10n.t('A participant’s address with this proxy address is in another open conversation already.'),
    l10n.t('Close the other conversation, take the participant out of it, or send from another number.'),
  ],
  50417: (l10n) => [
    l10n.t('Too many participants'),
    l10n.t('The conversation has as many participants as it may have.'),
    l10n.t('1,000 are the most.'),
  ],
  50418: (l10n) => [
    l10n.t('Too many conversations'),
    l10n.t('The participant is in as many conversations as it may be.'),
    l10n.t('Take it out of those that have ended.'),
  ],
  50422: (l10n) => [
    l10n.t('Too many participants without a chat identity'),
    l10n.t('The conversation has as many participants by phone number as it may have.'),
    l10n.t('50 are the most.'),
  ],
  50430: (l10n) => [
    l10n.t('Author not in the conversation'),
    l10n.t('The message’s author is no participant of the conversation.'),
    l10n.t('Add the participant first, or use the very identity or address that it has there.'),
  ],
  50433: (l10n) => [
    l10n.t('Participant exists'),
    l10n.t('A participant with this identity is in the conversation already.'),
    l10n.t('The add was sent twice: that is harmless.'),
  ],
  50441: (l10n) => [
    l10n.t('Proxy address not usable'),
    l10n.t('The proxy address is none of this account’s, or cannot send messages.'),
    l10n.t('The number is missing from the account or the messaging service.'),
  ],
  50504: (l10n) => [
    l10n.t('Body too long'),
    l10n.t('A message’s body is longer than it may be.'),
    l10n.t('1,600 characters are the most.'),
  ],

  // Sending.
  21211: (l10n) => [
    l10n.t('Invalid “To” number'),
    l10n.t('The number to send to is none.'),
    l10n.t('It is not in E.164 form: + and country code first, no leading zero.'),
  ],
  21408: (l10n) => [
    l10n.t('Region not enabled'),
    l10n.t('The account may not send to this country.'),
    l10n.t('Enable it in the Console under Messaging, Geo permissions.'),
  ],
  21606: (l10n) => [
    l10n.t('Sender not usable'),
    l10n.t('The sending number is not this account’s, or cannot send such messages.'),
    l10n.t('It belongs to another account, or has voice only.'),
  ],
  21608: (l10n) => [
    l10n.t('Number not verified'),
    l10n.t('A trial account sends to numbers only that were verified.'),
    l10n.t('Verify the number in the Console, or upgrade the account.'),
  ],
  21610: (l10n) => [
    l10n.t('Recipient opted out'),
    l10n.t('The recipient replied STOP, and gets nothing from this number.'),
    l10n.t('Only their START opens it again.'),
  ],
  21612: (l10n) => [
    l10n.t('No way from sender to recipient'),
    l10n.t('The message cannot be sent from this number to that one.'),
    l10n.t('The sender does not reach that country or kind of number: send from another.'),
  ],
  21614: (l10n) => [
    l10n.t('Not a mobile number'),
    l10n.t('The number to send to cannot receive messages.'),
    l10n.t('It is a landline, or misspelt.'),
  ],

  // Delivery.
  30001: (l10n) => [
    l10n.t('Queue overflow'),
    l10n.t('The sending queue was full.'),
    l10n.t('More was sent than the number may send: spread it over time or numbers.'),
  ],
  30002: (l10n) => [
    l10n.t('Account suspended'),
    l10n.t('The account was suspended between sending and delivery.'),
  ],
  30003: (l10n) => [
    l10n.t('Unreachable phone'),
    l10n.t('The phone could not be reached: switched off, out of range, or not on the network.'),
    l10n.t('It may be roaming, or the number was given up.'),
  ],
  30004: (l10n) => [
    l10n.t('Message blocked'),
    l10n.t('The message was blocked: the number does not accept it, or its owner opted out.'),
  ],
  30005: (l10n) => [l10n.t('Unknown number'), l10n.t('The number is unknown, or no longer in use.')],
  30006: (l10n) => [
    l10n.t('Landline or unreachable carrier'),
    l10n.t('The number is a landline, or its carrier cannot be reached.'),
  ],
  30007: (l10n) => [
    l10n.t('Filtered by a carrier'),
    l10n.t('A carrier filtered the message as unwanted.'),
    l10n.t('Short links, missing sender registration, or many equal texts: see the messaging policy.'),
  ],
  30008: (l10n) => [
    l10n.t('Unknown delivery error'),
    l10n.t('The carrier refused the message without saying why.'),
  ],
  30034: (l10n) => [
    l10n.t('Sender not registered'),
    l10n.t('The sending number is not registered for A2P 10DLC, which carriers in the US require.'),
  ],
  63003: (l10n) => [
    l10n.t('Channel does not know the recipient'),
    l10n.t('The channel does not know the recipient’s address.'),
    l10n.t('They are not on WhatsApp, or the number is misspelt.'),
  ],
  63007: (l10n) => [
    l10n.t('Channel does not know the sender'),
    l10n.t('No sender with this address is set up on the channel.'),
    l10n.t('The “from” address lacks its prefix, such as whatsapp:, or is not registered in this account.'),
  ],
  63016: (l10n) => [
    l10n.t('Outside of the messaging window'),
    l10n.t('Outside of the 24 hours after the customer’s last word, WhatsApp takes approved templates only.'),
    l10n.t('Send a template (contentId) instead of text.'),
  ],
  63024: (l10n) => [l10n.t('Invalid recipient'), l10n.t('The recipient is not valid on this channel.')],
};
