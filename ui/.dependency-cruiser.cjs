// The floors of the window: views → features → editor, shared → ipc. Arrows go down only.
const floor = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: to },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    floor(
      'ipc-is-the-ground-floor',
      '^src/ipc/',
      '^src/(i18n|shared|editor|features|views)/',
      'What speaks with the core knows nothing of the window.',
    ),
    floor(
      'words-know-no-screen',
      '^src/i18n/',
      '^src/(shared|editor|features|views)/',
      'Messages and formats are below everything that shows them.',
    ),
    floor(
      'shared-is-below-features',
      '^src/shared/',
      '^src/(editor|features|views)/',
      'What a feature alone needs belongs into that feature.',
    ),
    floor(
      'editor-stands-alone',
      '^src/editor/',
      '^src/(i18n|shared|features|views)/',
      'The manuscript has no framework and no screen of ours.',
    ),
    floor(
      'features-are-below-views',
      '^src/features/',
      '^src/views/',
      'Views compose features, never the other way round.',
    ),
    {
      name: 'no-feature-imports-another',
      comment: 'What two features need is shared; what joins them is a view.',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/', pathNot: '^src/features/$1/' },
    },
    {
      name: 'one-file-knows-tauri',
      comment: 'Every screen also runs on the fake host, in tests and in a plain browser.',
      severity: 'error',
      from: { pathNot: '^src/ipc/tauri-host\\.ts$' },
      to: { path: '@tauri-apps/' },
    },
    {
      name: 'editor-is-without-svelte',
      severity: 'error',
      from: { path: '^src/editor/' },
      to: { path: 'node_modules/(svelte|bits-ui|@lucide)/' },
    },
    {
      name: 'prosemirror-stays-in-the-editor',
      severity: 'error',
      from: { pathNot: '^src/editor/' },
      to: { path: 'node_modules/prosemirror-' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['browser', 'import', 'svelte', 'types', 'default'],
      extensions: ['.ts', '.svelte.ts', '.svelte', '.js', '.css'],
    },
  },
};
