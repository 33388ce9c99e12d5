/** Where SecretStorage has the auth token that signs an account's callbacks, where it was asked for. */
export function signingKey(accountId: string): string {
  return `twilioConversations.signingToken.${accountId}`;
}
