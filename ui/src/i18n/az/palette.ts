// Ctrl+K: hər şeyi tapan bir sahə.
import type { Messages } from '../en';

export const palette: Messages['palette'] = {
  title: 'Tap və et',
  field: 'Reportaj, şəxs, sessiya, foto və ya əmr axtarın',
  open: 'Seçiləni aç',
  places: 'Şəxsin keçdiyi bütün yerlər',
  recent: 'Son açılanlar',
  commands: 'Əmrlər',
  kind: {
    report: 'Reportajlar',
    forum: 'Forumlar',
    person: 'Şəxslər',
    session: 'Sessiyalar',
    photo: 'Fotolar',
    material: 'Materiallar',
  },
  place: {
    named: 'Adı çəkilir',
    quoted: 'Sitat gətirilir',
    photographed: 'Fotoda görünür',
    appears: 'Proqramdadır',
  },
  places_of: (name) => `${name}: keçdiyi yerlər`,
  places_field: (name) => `${name}: yerlərdə axtarış`,
  back: 'Nəticələrə qayıt',
  nothing: (query) => `“${query}” üzrə heç nə tapılmadı`,
  no_places: 'Kitabxanada bu şəxsin adı hələ heç yerdə keçmir.',
  found: (n) => `${n} nəticə`,
  hint_open: 'aç',
  hint_window: 'başqa pəncərədə',
  hint_places: 'bütün yerlər',
  hint_back: 'geri',
};
