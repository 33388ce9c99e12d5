/** Makes an origin of what a person types for a sandbox's address: `127.0.0.1:4010`, or one with a slash at the end. */
export function sandboxOriginFrom(text: string): string {
  const trimmed = text.trim().replace(/\/$/, '');
  return trimmed === '' || trimmed.includes('://') ? trimmed : `http://${trimmed}`;
}
