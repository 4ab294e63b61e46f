// Lint rules of the project. The dependency directions of docs/architecture.md are enforced here:
// extension, server and cli -> core; webview -> the protocol file only; nothing -> extension.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Forbids imports by pattern, saying why. */
const forbid = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

const EDITOR = { group: ['vscode', 'vscode/*'], message: 'Only src/extension may import vscode.' };
const LSP = {
  group: ['vscode-languageserver', 'vscode-languageserver/*', 'vscode-languageclient', 'vscode-languageclient/*'],
  message: 'The core knows nothing of the language server protocol.',
};
const NODE = { group: ['node:*'], message: 'Files, network and clock reach the core as interfaces.' };
const up = (...folders) => ({
  regex: `(^|/)(${folders.join('|')})(/|$)`,
  message: `Dependencies point one way: this folder may not import ${folders.join(', ')}.`,
});

const PAGE = {
  regex: '(^|/)webview/(?!protocol$)',
  message: 'Of the page, the extension knows what they say to each other: webview/protocol.ts.',
};
const TOOLKIT = {
  group: ['@vscode/webview-ui-toolkit', '@vscode/webview-ui-toolkit/*', '@microsoft/*'],
  message: 'Only webview/ui/toolkit.ts knows which controls there are.',
};

/** The extension loads what needs Node from the bundle of the command line, so that nothing is bundled twice. */
const TYPES_OF_NODE = {
  '@typescript-eslint/no-restricted-imports': [
    'error',
    {
      patterns: [
        {
          regex: '^(?:\\.\\./)+node/',
          allowTypeImports: true,
          message: 'Only types: see src/extension/library-node.ts.',
        },
      ],
    },
  ],
};

export default tseslint.config(
  { ignores: ['dist', 'out', 'coverage', '.vscode-test', 'node_modules', 'src/core/**/generated/**'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', Buffer: 'readonly' } },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      eqeqeq: ['error', 'always'],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-console': 'error',
    },
  },
  { files: ['src/core/**/*.ts'], rules: forbid(EDITOR, LSP, NODE, up('extension', 'server', 'cli', 'webview')) },
  { files: ['src/node/**/*.ts'], rules: forbid(EDITOR, LSP, up('extension', 'server', 'cli')) },
  { files: ['src/server/**/*.ts'], rules: forbid(EDITOR, up('extension', 'cli', 'webview')) },
  { files: ['src/cli/**/*.ts'], rules: forbid(EDITOR, up('extension', 'webview')) },
  { files: ['src/extension/**/*.ts'], rules: { ...forbid(up('cli'), PAGE), ...TYPES_OF_NODE } },
  { files: ['webview/**/*.ts'], rules: forbid(EDITOR, LSP, NODE, up('src'), TOOLKIT) },
  { files: ['webview/ui/toolkit.ts'], rules: forbid(EDITOR, LSP, NODE, up('src')) },
  { files: ['test/**', 'scripts/**', '*.mjs', 'src/cli/**'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        fetch: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        performance: 'readonly',
        document: 'readonly',
        window: 'readonly',
        URLSearchParams: 'readonly',
      },
    },
  },
);
