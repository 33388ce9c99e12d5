/** Where the messages that are followed are kept; there is nothing while there are none. */
export const FOLLOWED = 'compose.followedMessages';
