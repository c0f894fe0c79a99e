import { applyTheme, keptTheme } from './ui/theme.ts';

// Runs before the first paint: a page never flashes in the other colours.
applyTheme(keptTheme());
