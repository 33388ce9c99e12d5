/** Larger files are written by programs. In UTF-16 units. */
export const LARGEST_LINTED = 1_000_000;

/** Whether secrets are looked for in a file of this name: not in what programs write, or what others have written. */
export function isLinted(path: string): boolean {
  const parts = path.split(/[\\/]/);
  const name = parts.at(-1) ?? '';
  return (
    !parts.some((part) => FOREIGN_FOLDERS.has(part)) &&
    !/\.(?:lock|min\.\w+|map|snap|log|svg|ipynb)$|^(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|go\.sum|packages\.lock\.json)$/i.test(
      name,
    )
  );
}

const FOREIGN_FOLDERS: ReadonlySet<string> = new Set([
  'node_modules',
  'bower_components',
  'site-packages',
  '.venv',
  '__pycache__',
  '.git',
]);
