const NAMESPACE = 'http://www.w3.org/2000/svg';

/** Drawn for this card, on a grid of 16, as lines. */
const PATHS = {
  comment: 'M2.5 3.5h11v7.5h-6L4.5 13.5V11h-2z',
  quote: 'M6.5 4.5c-2 .6-3 2-3 4v3h3.2v-3H5M12.5 4.5c-2 .6-3 2-3 4v3h3.2v-3H11',
  link: 'M6.8 9.2a2.4 2.4 0 0 0 3.4 0l2-2a2.4 2.4 0 0 0-3.4-3.4l-.7.7M9.2 6.8a2.4 2.4 0 0 0-3.4 0l-2 2a2.4 2.4 0 0 0 3.4 3.4l.7-.7',
  remove: 'M3 4.5h10M6.5 4.5v-1.5h3v1.5M4.5 4.5l.6 9h5.8l.6-9M6.8 7v4M9.2 7v4',
  file: 'M4 2.5h5l3 3v8H4zM9 2.5v3h3',
  edit: 'M3 13l.6-2.8L10.8 3l2.2 2.2L5.8 12.4z',
  close: 'M4 4l8 8M12 4l-8 8',
  place: 'M8 2.5v3M8 10.5v3M2.5 8h3M10.5 8h3M8 8h.01',
} as const;

export type IconName = keyof typeof PATHS;

export function icon(name: IconName): SVGElement {
  const svg = document.createElementNS(NAMESPACE, 'svg');
  for (const [attribute, value] of Object.entries({
    viewBox: '0 0 16 16',
    width: '16',
    height: '16',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '1.1',
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    'aria-hidden': 'true',
  }))
    svg.setAttribute(attribute, value);
  const path = document.createElementNS(NAMESPACE, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
