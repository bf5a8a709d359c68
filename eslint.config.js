import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'build/', 'coverage/', '.partnership/', 'node_modules/'] },
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.ts', '**/*.tsx'] })),
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.ts', 'serverless/**/*.ts'],
    rules: {
      // 83 kB in a function's bundle, against 444.
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "ImportDeclaration[source.value='zod'] > :not(ImportNamespaceSpecifier)[type=/Import.*Specifier/]",
          message: "Write: import * as z from 'zod'.",
        },
      ],
    },
  },
  {
    // Time, randomness and the world are passed in.
    files: ['src/domain/**/*.ts', 'src/operations/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        'process',
        'fetch',
        'setTimeout',
        'setInterval',
        'crypto',
        'performance',
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now' },
        { object: 'Math', property: 'random' },
      ],
    },
  },
  {
    // Kernels over typed arrays: every index is within bounds by construction, and a check in each would cost a third.
    files: [
      'src/domain/columns/**',
      'src/files/byte-*.ts',
      'src/files/*-columns.ts',
      'src/files/row-*.ts',
      'src/files/cell-*.ts',
      'src/files/*-ids.ts',
      'src/files/*-parts.ts',
      'src/files/deal-money.ts',
      'src/files/exclusions.ts',
      'src/domain/attribute-deal.ts',
      'src/domain/classify.ts',
      'src/domain/journeys.ts',
      'src/domain/markov.ts',
      'src/domain/months.ts',
      'src/domain/numbers/deal-tally.ts',
      'src/domain/numbers/month-revenue.ts',
      'src/domain/numbers/partner-league.ts',
      'src/domain/numbers/scoped-deals.ts',
      'src/domain/numbers/win-hazards.ts',
      'src/domain/partner-months.ts',
    ],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['test/**/*.ts', 'test/**/*.tsx'],
    rules: {
      // A describe block is one long function by nature.
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
