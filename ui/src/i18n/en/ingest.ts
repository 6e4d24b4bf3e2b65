// Photos on their way in: cards, folders, phones, other programs.
export const ingest = {
  title: 'Bring in photos',
  batch_title: 'Where are these photos from?',
  batch_text: 'What is known of all of them; what a photo says itself stays.',
};
