import { type Tone } from '../protocol';
import { svg } from './dom';

/** Our own drawings, 16 by 16, in the colour of the text around them. */
const PATHS = {
  good: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zm0 1a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM4.9 8.2l.7-.7L7.3 9.2l3.3-3.6.8.7-4.1 4.4z',
  bad: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zm0 1a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM5.6 4.9 8 7.3l2.4-2.4.7.7L8.7 8l2.4 2.4-.7.7L8 8.7l-2.4 2.4-.7-.7L7.3 8 4.9 5.6z',
  warning: 'M8 1.6 15 14.3H1zm0 2.1L2.7 13.3h10.6zM7.5 6.5h1v3.8h-1zM8 11a.7.7 0 1 1 0 1.4A.7.7 0 0 1 8 11z',
  info: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zm0 1a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM7.5 7h1v4.3h-1zM8 4.6A.7.7 0 1 1 8 6a.7.7 0 0 1 0-1.4z',
  unknown:
    'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zm0 1a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM8 4.2c1.3 0 2.2.8 2.2 1.9 0 .9-.5 1.4-1.1 1.8-.5.3-.6.5-.6.9v.4h-1v-.5c0-.8.4-1.2 1-1.6.5-.3.7-.5.7-1 0-.5-.5-.9-1.2-.9s-1.2.4-1.3 1.1l-1-.2c.2-1.2 1.1-1.9 2.3-1.9zM8 10.4a.7.7 0 1 1 0 1.4.7.7 0 0 1 0-1.4z',
  neutral: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zm0 1a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM5 7.5h6v1H5z',
  copy: 'M5 1.5h7.5a1 1 0 0 1 1 1V11h-1V2.5H5zM2.5 4h7a1 1 0 0 1 1 1v8.5a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zm0 1v8.5h7V5z',
  done: 'M2.6 8.6l.8-.7 3 3 6.3-6.6.7.7-7 7.3z',
  open: 'M3 2h5v1H3v10h10V8h1v5a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1zm7 0h4v4h-1V3.7L8.4 8.4l-.8-.8L12.3 3H10z',
  close: 'M3.9 3.2 8 7.3l4.1-4.1.7.7L8.7 8l4.1 4.1-.7.7L8 8.7l-4.1 4.1-.7-.7L7.3 8 3.2 3.9z',
  chevron: 'M5.6 3.2 10.4 8l-4.8 4.8-.7-.7L9 8 4.9 3.9z',
  up: 'M8 4.2 12.8 9l-.7.7L8 5.6 3.9 9.7 3.2 9z',
  down: 'M8 11.8 3.2 7l.7-.7L8 10.4l4.1-4.1.7.7z',
  model:
    'M8 1.2 14 4.6v6.8L8 14.8 2 11.4V4.6zm0 1.2L3.6 4.9 8 7.4l4.4-2.5zM3 5.7v5.1l4.5 2.5V8.2zm10 0L8.5 8.2v5.1L13 10.8z',
  dataset:
    'M8 2c3 0 5 .9 5 2.2v7.6C13 13.100 11 14 8 14s-5-.9-5-2.200V4.200C3 2.900 5 2 8 2zm0 1C5.500 3 4 3.700 4 4.200s1.500 1.200 4 1.200 4-.7 4-1.200S10.500 3 8 3zM4 5.700v2.300c0 .5 1.500 1.200 4 1.200s4-.7 4-1.200V5.700c-.9.4-2.300.7-4 .7s-3.100-.3-4-.7zm0 3.800v2.300c0 .5 1.500 1.200 4 1.200s4-.7 4-1.200V9.500c-.9.4-2.300.7-4 .7s-3.100-.3-4-.7z',
} as const;

export type IconName = keyof typeof PATHS;

/** An icon that says nothing by itself: the words beside it do. */
export function icon(name: IconName, extra = ''): SVGSVGElement {
  return svg(
    'svg',
    {
      class: `icon icon-${name} ${extra}`.trim(),
      attributes: { viewBox: '0 0 16 16', width: '16', height: '16', 'aria-hidden': 'true', focusable: 'false' },
    },
    svg('path', { attributes: { d: PATHS[name] } }),
  );
}

/** The icon of a state, in its colour. */
export function toneIcon(tone: Tone): SVGSVGElement {
  return icon(tone, `tone-${tone}`);
}
