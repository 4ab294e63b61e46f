// Small MOF configurations for tests.

/** A release that lists nothing wrong, as YAML; the components are names with an optional licence. */
export function mof(name: string, components: string[] = ['Model architecture'], license = 'Apache-2.0'): string {
  return [
    'framework:',
    '  name: Model Openness Framework',
    "  version: '1.0'",
    "  date: '2024-12-15'",
    'release:',
    `  name: ${name}`,
    "  date: '2026-01-15'",
    '  producer: Example Lab',
    '  license:',
    '    distribution:',
    `      name: ${license}`,
    `      path: https://example.org/${name}/LICENSE`,
    '  components:',
    ...components.flatMap((component) => [`    - name: ${component}`, '      description: A part']),
    '',
  ].join('\n');
}

/** The line of the first component's name in {@link mof}. */
export const FIRST_COMPONENT = 13;

/** YAML whose aliases would unfold to billions of items. */
export function aliasBomb(): string {
  const lines = ['framework: {name: Model Openness Framework}', 'a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 12; i++)
    lines.push(
      `a${i}: &a${i} [${Array(10)
        .fill(`*a${i - 1}`)
        .join(', ')}]`,
    );
  return [...lines, 'release: {name: bomb, components: *a11}', ''].join('\n');
}
