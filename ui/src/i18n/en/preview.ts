// The preview beside the manuscript.
export const preview = {
  title: 'Preview',
  hint: 'The page as the portal will show it; it follows what is typed.',
  close: 'Close the preview',
  loading: 'Making the page…',
  failed: 'The preview could not be made',
};
