import { Privacy } from '../../src/platform/privacy.ts';

/** A switch that nobody else has, at “shown”. */
export function openPrivacy(): Privacy {
  const kept = new Map<string, unknown>();
  return new Privacy({
    keys: () => [...kept.keys()],
    get: (key: string) => kept.get(key),
    update: async (key: string, value: unknown) => void kept.set(key, value),
  } as ConstructorParameters<typeof Privacy>[0]);
}
