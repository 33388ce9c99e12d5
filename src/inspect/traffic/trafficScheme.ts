/** The scheme of documents that show a body of an exchange. */
export const TRAFFIC_SCHEME = 'twilio-conversations-traffic';
