import { fileURLToPath } from 'node:url'

/** Noto Serif SC (SIL OFL 1.1) from its npm package: Chinese is legible on a machine without any font. */
export const FONT_FILE = fileURLToPath(
  import.meta.resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'),
)
