/** How a sandbox names itself at `GET /`. */
export const SANDBOX_SERVICE = 'twilio-conversations-sandbox';

/** The version in package.json; a test holds the two together. */
export const SANDBOX_VERSION = '0.1.0';
