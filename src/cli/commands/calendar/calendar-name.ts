import { z } from 'zod';

export const calendarName = z.string().meta({ description: 'name of the calendar' });
