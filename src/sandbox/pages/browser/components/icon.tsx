import type { IconNames, IconProps } from '@hubspot/ui-extensions';

import { classes, sizeOf } from './props.js';

/** The icons that cards are likely to use, in strokes of our own; HubSpot's drawings are its property. */
const PATHS: Readonly<Partial<Record<IconNames, string>>> = {
  add: 'M8 3v10M3 8h10',
  approvals: 'M2.5 8.5 6 12l7.5-8',
  bulb: 'M5.5 9.5a4 4 0 1 1 5 0c-.6.6-.8 1.2-.8 2H6.300c0-.8-.2-1.400-.8-2zM6.500 14h3',
  calling:
    'M4 2.500h2l1 3-1.400 1a7 7 0 0 0 3.900 3.900l1-1.400 3 1v2c0 1-1 1.600-2 1.500A10 10 0 0 1 2.500 4.500c-.1-1 .5-2 1.500-2z',
  checkCircle: 'M8 1.500a6.500 6.500 0 1 0 .01 0zM5 8.300 7.200 10.500 11 6',
  clock: 'M8 1.500a6.500 6.500 0 1 0 .01 0zM8 4.500V8l2.500 1.500',
  comment: 'M2.500 3h11v8H7l-3 2.500V11H2.500z',
  contact: 'M8 2.500a3 3 0 1 0 .01 0zM2.500 13.500c1-4 10-4 11 0',
  copy: 'M5.500 5.500h8v8h-8zM10.500 5.500v-3h-8v8h3',
  date: 'M2.500 4h11v9.500h-11zM2.500 7h11M5.500 2.500V5M10.500 2.500V5',
  delete: 'M3 4.500h10M6 4.500v-2h4v2M4.500 4.500l.500 9h6l.500-9M6.800 7v4M9.200 7v4',
  downCarat: 'M4 6l4 4 4-4',
  download: 'M8 2.500v7M5 7l3 3 3-3M3 13.500h10',
  edit: 'M3 13l.500-3L11 2.500 13.500 5 6 12.500zM9.500 4 12 6.500',
  ellipses: 'M3.500 8h.01M8 8h.01M12.500 8h.01',
  email: 'M2 4h12v8H2zM2 4.500l6 4.500 6-4.500',
  exclamation: 'M8 3v6M8 12v.300',
  exclamationCircle: 'M8 1.500a6.500 6.500 0 1 0 .01 0zM8 4.500v4M8 11v.300',
  filter: 'M2.500 3.500h11L9.500 8.500v4l-3 1.500v-5.500z',
  flame:
    'M8 1.500c2 3 4 4 4 7.500a4 4 0 0 1-8 0c0-1.500.8-2.500 1.500-3.500.5 1 1 1.500 1.500 1.500 0-2 0-3.500 1-5.500z',
  goal: 'M4 14V2.500h8l-1.500 3L12 8.500H4',
  hide: 'M2 8c3-5 9-5 12 0-3 5-9 5-12 0zM3 13 13 3',
  home: 'M2 8l6-5 6 5M4 7v6h8V7',
  info: 'M8 1.500a6.500 6.500 0 1 0 .01 0zM8 7.500V11M8 5v.300',
  infoNoCircle: 'M8 6.500V12M8 3.500v.300',
  left: 'M10 3 5 8l5 5',
  link: 'M6.500 9.500 9.500 6.500M7 5l2-2a2.800 2.800 0 0 1 4 4l-2 2M9 11l-2 2a2.800 2.800 0 0 1-4-4l2-2',
  listView: 'M2.500 4h11M2.500 8h11M2.500 12h11',
  locked: 'M3.500 7h9v6.500h-9zM5.500 7V5a2.500 2.500 0 0 1 5 0v2',
  objectAssociations: 'M3.500 3.500h3v3h-3zM9.500 9.500h3v3h-3zM6.500 5h4.500v4.500',
  question: 'M5.500 6a2.500 2.500 0 1 1 3.500 2.300c-.7.4-1 .8-1 1.700M8 12.500v.300',
  questionCircle:
    'M8 1.500a6.500 6.500 0 1 0 .01 0zM6.300 6.500a1.800 1.800 0 1 1 2.500 1.700c-.6.3-.8.6-.8 1.300M8 11.500v.200',
  record: 'M3 2.500h10v11H3zM5.500 6h5M5.500 9h5',
  refresh: 'M13 8a5 5 0 1 1-1.500-3.500L13 6M13 2.500V6H9.500',
  remove: 'M3.500 3.500l9 9M12.500 3.500l-9 9',
  reports: 'M2.500 13.500h11M4.500 13.500V8M8 13.500V3.500M11.500 13.500V6',
  right: 'M6 3l5 5-5 5',
  save: 'M3 3h8l2 2v8H3zM5.500 3v3.500h4V3M5.500 13V9.500h5V13',
  search: 'M7 2.500a4.500 4.500 0 1 0 .01 0zM10.500 10.500l3.500 3.500',
  send: 'M2 8 14 2.500 10 13.500 8 9zM8 9l6-6.500',
  settings:
    'M8 5.800a2.200 2.200 0 1 0 .01 0zM8 1.500v2M8 12.500v2M1.500 8h2M12.500 8h2M3.400 3.400l1.400 1.400M11.200 11.200l1.400 1.400M12.600 3.400l-1.400 1.400M4.800 11.200l-1.400 1.400',
  star: 'M8 2l1.800 3.900 4.200.500-3.100 2.900.8 4.200L8 11.400l-3.700 2.100.8-4.200L2 6.400l4.200-.500z',
  success: 'M3 8.500 6.500 12 13 4.500',
  tag: 'M2.500 2.500h5.500l5.500 5.500-5.500 5.500-5.500-5.500zM5.500 5.500h.01',
  thumbsDown: 'M5 2.500v7l3 4.500c1.500 0 1.500-1 1-4h4l-1-7.500zM2.500 2.500v7H5',
  thumbsUp: 'M5 13.500v-7L8 2c1.500 0 1.500 1 1 4h4l-1 7.500zM2.500 13.500v-7H5',
  trophy:
    'M5 2.500h6v4a3 3 0 0 1-6 0zM5 4H2.500c0 2.500 1 3.500 2.700 3.500M11 4h2.500c0 2.500-1 3.500-2.700 3.500M8 9.500v3M5.500 13.500h5',
  undo: 'M3 6h7a3.500 3.500 0 0 1 0 7H6M3 6l3-3M3 6l3 3',
  upCarat: 'M4 10l4-4 4 4',
  view: 'M2 8c3-5 9-5 12 0-3 5-9 5-12 0zM8 6.200a1.800 1.800 0 1 0 .01 0z',
  warning: 'M8 2.500 14.500 13.500h-13zM8 6.500v3.500M8 11.800v.200',
  workflows: 'M2.500 2.500h4v3h-4zM9.500 10.500h4v3h-4zM4.500 5.500V12h5',
  xCircle: 'M8 1.500a6.500 6.500 0 1 0 .01 0zM5.800 5.800l4.400 4.400M10.200 5.800l-4.400 4.400',
};

export const Icon = ({ name, screenReaderText, color = 'inherit', size }: IconProps) => {
  const path = PATHS[name];
  const spoken = screenReaderText === undefined || screenReaderText === '';
  return (
    <span
      className={classes('icon', `icon-${color}`, `icon-${sizeOf(size, 'md')}`)}
      {...(spoken ? { 'aria-hidden': true } : { role: 'img', 'aria-label': screenReaderText })}
      title={path === undefined ? `not emulated: icon ${name}` : undefined}
    >
      <svg viewBox="0 0 16 16" className="line-icon">
        {path === undefined ? (
          <rect x="3" y="3" width="10" height="10" strokeDasharray="2 2" />
        ) : (
          <path d={path} />
        )}
      </svg>
    </span>
  );
};
