import process from 'node:process';

/**
 * What VS Code must not inherit: npm's settings, a surrounding VS Code's (its server would open the window there),
 * a debugger's NODE_OPTIONS, and the variables that code-server reads as options.
 */
const NOT_INHERITED =
  /^(npm_.*|VSCODE_.*|ELECTRON_.*|NODE_OPTIONS|NODE_TEST_CONTEXT|NODE_CHANNEL_FD|PORT|PASSWORD|HASHED_PASSWORD|CODE_SERVER_.*|CS_.*)$/i;

/** The environment for a VS Code started from here. */
export function environmentForVsCode(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_INHERITED.test(name)));
}
