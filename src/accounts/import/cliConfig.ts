import path from 'node:path';
import * as v from 'valibot';
import { type Candidate, examine, type L10n } from './candidate.ts';
import type { Variables } from './environment.ts';
import { type FileText, fileProblem, readSmallFile } from './smallFile.ts';

/** A profile that Twilio CLI 1 or 2 made: its secret lies in the system's keychain. */
export interface LegacyProfile {
  id: string;
  accountSid: unknown;
  region: unknown;
  edge: unknown;
  active: boolean;
}

/** What the Twilio CLI knows. */
export interface CliProfiles {
  candidates: Candidate[];
  /** Those whose secret is not in the file. */
  legacy: LegacyProfile[];
}

/** Where to look, replaceable in tests. */
export interface CliConfigOptions {
  env: Variables;
  /** `os.homedir()` */
  homeDirectory: string;
  read?: (file: string) => Promise<FileText>;
}

const anything = v.optional(v.unknown());
const noList = v.check((value: unknown) => !Array.isArray(value));
/** Each profile is looked at by itself, so that one that is wrong spoils no other. */
const configSchema = v.pipe(
  v.unknown(),
  noList,
  v.object({ profiles: anything, projects: anything, activeProject: anything, edge: anything }),
);
const entriesSchema = v.pipe(v.unknown(), noList, v.record(v.string(), v.unknown()));
const profileMembers = {
  accountSid: anything,
  apiKey: anything,
  apiSecret: anything,
  region: anything,
  edge: anything,
};
const profileSchema = v.pipe(v.unknown(), noList, v.object(profileMembers));
const projectSchema = v.object({ ...profileMembers, id: v.pipe(v.string(), v.nonEmpty()) });

/** The file, where twilio-cli-core looks for it: src/services/env.js and config.js. */
export function cliConfigFile({
  env,
  homeDirectory,
}: Pick<CliConfigOptions, 'env' | 'homeDirectory'>): string {
  const directory =
    env['TWILIO_CONFIG_DIR'] || path.join(env['HOME'] || env['USERPROFILE'] || homeDirectory, '.twilio-cli');
  return path.join(directory, 'config.json');
}

/**
 * Reads the profiles of the Twilio CLI. An active profile is the one that `activeProject` names; where it names none,
 * the first of those that old versions made. The edge is TWILIO_EDGE, else the profile's, else the file's; the region
 * is the profile's alone.
 */
export async function readCliProfiles(options: CliConfigOptions, l10n: L10n): Promise<CliProfiles> {
  const { env, read = readSmallFile } = options;
  const origin = l10n.t('Twilio CLI');
  const failed = (problem: string): CliProfiles => ({
    candidates: [{ source: 'cli', origins: [origin], name: 'config.json', active: false, problem }],
    legacy: [],
  });
  const file = await read(cliConfigFile(options));
  const problem = fileProblem(file, l10n);
  if (problem) return failed(problem);
  if (file.kind !== 'text') return { candidates: [], legacy: [] };

  const config = v.safeParse(configSchema, parsed(file.text));
  if (!config.success) {
    return failed(l10n.t('It is damaged or half-written.'));
  }
  const { activeProject, edge } = config.output;
  const entries = v.safeParse(entriesSchema, config.output.profiles);
  const profiles = entries.success ? Object.entries(entries.output) : [];
  const named = new Set(profiles.map(([name]) => name));
  const projects = (Array.isArray(config.output.projects) ? config.output.projects : [])
    .map((project) => v.safeParse(projectSchema, project))
    .filter((result) => result.success)
    .map(({ output }) => output);
  const known = [...named, ...projects.map(({ id }) => id)];
  const active =
    typeof activeProject === 'string' && known.includes(activeProject) ? activeProject : projects[0]?.id;

  const place = (own: unknown) => env['TWILIO_EDGE'] || own || edge;
  const candidateOf = (name: string, claim: unknown): Candidate => {
    const about = { source: 'cli' as const, origin, name, active: name === active };
    const profile = v.safeParse(profileSchema, claim);
    if (!profile.success) {
      return { ...about, origins: [origin], problem: l10n.t('The profile is not one: it may be damaged.') };
    }
    return examine(about, { ...profile.output, edge: place(profile.output.edge) }, l10n);
  };
  // A profile that was moved into the file by Twilio CLI 3 may still be listed as it was before.
  const old = projects.filter(
    ({ id }, index) => !named.has(id) && projects.findIndex((other) => other.id === id) === index,
  );
  const withSecret = old.filter(({ apiKey, apiSecret }) => apiKey && apiSecret);
  return {
    candidates: [
      ...profiles.map(([name, claim]) => candidateOf(name, claim)),
      ...withSecret.map(({ id, ...claim }) => candidateOf(id, claim)),
    ],
    legacy: old
      .filter((project) => !withSecret.includes(project))
      .map(({ id, accountSid, region, edge: own }) => ({
        id,
        accountSid,
        region,
        edge: place(own),
        active: id === active,
      })),
  };
}

/** @returns undefined for what is not JSON: the parser's complaint would quote the file */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
