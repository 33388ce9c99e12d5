import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const WELCOME = `# Welcome

This is a real VS Code with **Conversations Explorer for Twilio** in it. It is signed in to a sandbox on this machine:
no Twilio account is used, nothing is sent and nothing costs anything.

1. Click the **Twilio Conversations** icon in the activity bar, on the left.
2. Open a conversation: its communications appear on a timeline.
3. Press \`F1\` and type \`Twilio Conversations\` to see all commands. *Create Communication…* sends one.

What you change stays until you stop the sandbox with Ctrl+C in the terminal.
`;

const WELCOME_EMPTY = `# Welcome

This is a real VS Code with **Conversations Explorer for Twilio** in it, as you see it right after you installed it:
no account is signed in.

1. Click the **Twilio Conversations** icon in the activity bar, on the left.
2. Choose *Start Sandbox* to look around without an account, or *Sign In…* to use your own.
`;

/**
 * Has the folder that `npm start` opens. Its readme is what the window shows first; a file that is there is left as it
 * is, since it is the person's own by then.
 *
 * @param directory where it goes
 * @param empty the first steps of somebody who has no account
 */
export async function ensureDemoWorkspace(directory: string, empty: boolean): Promise<void> {
  const welcome = path.join(directory, 'README.md');
  if (existsSync(welcome)) return;
  await mkdir(directory, { recursive: true });
  await writeFile(welcome, empty ? WELCOME_EMPTY : WELCOME);
}
