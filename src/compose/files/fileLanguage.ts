/** The language of draft files: VS Code gives it to every `*.communication.json`, and activates the extension for it. */
export const FILE_LANGUAGE = 'twilio-communication';

/** How the names of draft files end. */
export const FILE_ENDING = '.communication.json';
