/** In the shared state: status callbacks were changed from here and are to be put back. Says nothing more. */
export const CHANGES_FLAG = 'statusCallbackChanges';
