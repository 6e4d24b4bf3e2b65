import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

import svelteConfig from './svelte.config.js';

export default ts.config(
  { ignores: ['dist', 'node_modules', 'src/ipc/bindings.ts'] },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  ...ts.configs.stylisticTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.browser },
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', '*.cjs', '.dependency-cruiser.cjs'] },
        extraFileExtensions: ['.svelte'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // TypeScript itself finds undefined names, with types.
      'no-undef': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': 'error',
      // A number in a sentence is what template literals are for.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `subscribe<Job>` names what crosses the wire: nothing could infer it.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // Offsets on the wire are Unicode scalars: spreading a text into them is what is meant.
      '@typescript-eslint/no-misused-spread': 'off',
      // An empty text counts as none in many a field.
      '@typescript-eslint/prefer-nullish-coalescing': [
        'error',
        { ignorePrimitives: { string: true } },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      // Props are `let` by the language's own form, `$state` too.
      'prefer-const': 'off',
      // What is drawn is `$state`; the maps and sets beside it are not meant to be.
      'svelte/prefer-svelte-reactivity': 'off',
      // Reading the report's text in the page is what the marks in a snippet are made for.
      'svelte/no-at-html-tags': 'error',
    },
  },
  {
    // ESLint sees the props of an imported component as any; svelte-check knows their types.
    files: ['**/*.svelte'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // The core rejects with plain objects; the fake host does too.
    files: ['src/ipc/**', '**/*.test.ts'],
    rules: { '@typescript-eslint/only-throw-error': 'off' },
  },
  {
    // Scripts that run in Node, outside the window.
    files: ['*.ts', '*.js', '*.cjs', '.dependency-cruiser.cjs', 'tests/**', '**/*.test.ts'],
    languageOptions: { globals: { ...globals.node } },
    rules: { 'no-console': 'off' },
  },
  { files: ['*.js', '*.cjs', '.dependency-cruiser.cjs'], ...ts.configs.disableTypeChecked },
);
