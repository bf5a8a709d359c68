/** The few pictures of the page's frame. All of them stand beside words. */

const icon = (path: string) => {
  const Icon = () => (
    <svg viewBox="0 0 16 16" aria-hidden="true" className="line-icon">
      <path d={path} />
    </svg>
  );
  return Icon;
};

export const IconHome = icon('M2 8l6-5 6 5M4 7v6h8V7');
export const IconSettings = icon(
  'M8 5.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4zM8 1.5v2M8 12.5v2M1.5 8h2M12.5 8h2M3.4 3.4l1.4 1.4M11.2 11.2l1.4 1.4M12.6 3.4l-1.4 1.4M4.8 11.2l-1.4 1.4',
);
export const IconPortal = icon(
  'M6 3.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10 3.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z',
);
export const IconBack = icon('M10 3 5 8l5 5');
export const IconNote = icon('M3 3h10v7l-3 3H3zM10 13v-3h3');
export const IconMail = icon('M2 4h12v8H2zM2 4.5l6 4.5 6-4.5');
export const IconCall = icon(
  'M4 2.5h2l1 3-1.4 1a7 7 0 0 0 3.9 3.9l1-1.4 3 1v2c0 1-1 1.6-2 1.5A10 10 0 0 1 2.5 4.5C2.4 3.5 3 2.5 4 2.5z',
);
export const IconMeeting = icon('M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2.5V5M10.5 2.5V5');
