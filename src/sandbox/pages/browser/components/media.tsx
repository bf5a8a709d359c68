import type { IllustrationProps, ImageProps } from '@hubspot/ui-extensions';

import { addressOf, callHandler, linkAttributes } from './events.js';
import { useOverlay } from './overlay.js';
import { useScope } from './overlay-scope.js';

export const Image = ({ alt = '', src, width, height, href, onClick, overlay }: ImageProps) => {
  const scope = useScope();
  const { show, wrap } = useOverlay(overlay);
  const picture = <img className="image" src={src} alt={alt} width={width} height={height} />;
  const press = () => {
    callHandler(onClick, scope);
    show();
  };
  const address = addressOf(href);
  if (address !== undefined) {
    return wrap(
      <a {...linkAttributes(address)} onClick={press}>
        {picture}
      </a>,
    );
  }
  if (onClick === undefined && (overlay === undefined || overlay === null)) return picture;
  return wrap(
    <button type="button" className="image-button" onClick={press}>
      {picture}
    </button>,
  );
};

interface PictureProps {
  readonly width: number;
  readonly height?: number;
  readonly ink: string;
}

/** A sheet of paper with something drawn on it: HubSpot's own illustrations are its property. */
export const Picture = ({ width, height, ink }: PictureProps) => (
  <svg
    viewBox="0 0 120 80"
    style={{ width, height, maxWidth: '100%' }}
    aria-hidden="true"
    className="illustration"
  >
    <ellipse cx="60" cy="70" rx="46" ry="6" className="shade" />
    <rect x="22" y="14" width="76" height="48" rx="6" className="paper" />
    <path d={ink} className="ink" />
  </svg>
);

export const DRAWINGS = {
  people: 'M34 30h24M34 38h16M34 46h20M72 30a8 8 0 1 0 .1 0M62 52c2-7 18-7 20 0',
  cloud: 'M44 50h32a9 9 0 0 0 1-18 13 13 0 0 0-25-2 10 10 0 0 0-8 20zM60 37v6M60 46.6v.4',
  chart: 'M34 52h52M40 52V40h8v12M56 52V28h8v24M72 52V34h8v18',
  lock: 'M48 36h24v18H48zM52 36v-5a8 8 0 0 1 16 0v5M60 43v4',
  list: 'M36 28l3 3 5-6M52 28h32M36 40l3 3 5-6M52 40h32M36 52l3 3 5-6M52 52h32',
} as const;

const DRAWING_OF: readonly (readonly [RegExp, keyof typeof DRAWINGS])[] = [
  [/lock|security/i, 'lock'],
  [/chart|report|target|leads|deals/i, 'chart'],
  [/error|api|integration|cloud|store/i, 'cloud'],
  [/compan|contact|social|customer|meeting|calling/i, 'people'],
];

export const Illustration = ({ name, alt, width = 200, height }: IllustrationProps) => {
  const drawing = DRAWING_OF.find(([pattern]) => pattern.test(name))?.[1] ?? 'list';
  return (
    <span role="img" aria-label={alt} className="illustration-frame">
      <Picture width={width} {...(height === undefined ? {} : { height })} ink={DRAWINGS[drawing]} />
    </span>
  );
};
