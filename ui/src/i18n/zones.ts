// Time zones by the name of their city: a reporter knows the city, not the database's path to it.
import type { Language } from './plural';

/** Cities that Azerbaijani writes otherwise. */
const az: Record<string, string> = {
  'Asia/Baku': 'Bakı',
  'Europe/Istanbul': 'İstanbul',
  'Europe/Kyiv': 'Kiyev',
  'Europe/Moscow': 'Moskva',
};

/** Returns the city of a zone: `America/New_York` is New York. */
export function zoneCity(language: Language, zone: string): string {
  const city = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  return language === 'az' ? (az[zone] ?? city) : city;
}
