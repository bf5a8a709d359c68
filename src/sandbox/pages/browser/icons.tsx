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
export const IconForward = icon('M6 3l5 5-5 5');
export const IconDown = icon('M4 6l4 4 4-4');
export const IconClose = icon('M3.500 3.500l9 9M12.500 3.500l-9 9');
export const IconCheck = icon('M3 8.500 6.500 12 13 4.500');
export const IconSearch = icon('M7 2.500a4.500 4.500 0 1 0 .01 0zM10.500 10.500l3.500 3.500');
export const IconExternal = icon('M9.500 3H13v3.500M13 3 7.500 8.500M11 9.500V13H3V5h3.500');
export const IconEdit = icon('M3 13l.500-3L11 2.500 13.500 5 6 12.500z');
export const IconSort = icon('M5 6l3-3 3 3M5 10l3 3 3-3');
export const IconSortUp = icon('M4 10l4-4 4 4');
export const IconSortDown = icon('M4 6l4 4 4-4');
export const IconTour = icon('M8 1.500a6.500 6.500 0 1 0 .01 0zM10.500 5.500 9 9l-3.500 1.500L7 7z');
export const IconCompany = icon('M3 13.500v-11h6v11M9 6.500h4v7M1.500 13.500h13M5 5h2M5 8h2M5 11h2');
export const IconDeal = icon('M8 2v12M11 4.500C10 3 5 3 5 5.700S11 7.500 11 10.300 6 13 5 11.500');
