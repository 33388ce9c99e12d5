/** User settings for a window in which nothing speaks before the extension does. */
export const quietSettings: Readonly<Record<string, unknown>> = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'telemetry.feedback.enabled': false,
  'extensions.autoUpdate': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.showReleaseNotes': false,
  'security.workspace.trust.startupPrompt': 'never',
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
};

/** The themes that screenshots are taken in: what the theme picker calls them, and the class the window then has. */
export const themes = {
  light: { label: 'Light Modern', className: 'vs' },
  dark: { label: 'Dark Modern', className: 'vs-dark' },
  hc: { label: 'Dark High Contrast', className: 'hc-black' },
  hcLight: { label: 'Light High Contrast', className: 'hc-light' },
} as const;

export type Theme = keyof typeof themes;
