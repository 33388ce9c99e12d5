/** The scheme of the documents that show a resource as JSON. package.json names it too. */
export const JSON_SCHEME = 'twilio-conversations';
