/** 年号 of the last dynasties and the republic's neighbours: first year, last year, and whether months are lunar. */
export interface Era {
  name: string
  first: number
  last: number
  lunar: boolean
}

const lunarEras = `洪武 1368 1398|建文 1399 1402|永乐 1403 1424|洪熙 1425 1425|宣德 1426 1435|正统 1436 1449|景泰 1450 1457|天顺 1457 1464|成化 1465 1487
|弘治 1488 1505|正德 1506 1521|嘉靖 1522 1566|隆庆 1567 1572|万历 1573 1620|泰昌 1620 1620|天启 1621 1627|崇祯 1628 1644
|顺治 1644 1661|康熙 1662 1722|雍正 1723 1735|乾隆 1736 1795|嘉庆 1796 1820|道光 1821 1850|咸丰 1851 1861|同治 1862 1874|光绪 1875 1908|宣统 1909 1911`
const solarEras = '大同 1932 1933|康德 1934 1945|洪宪 1916 1916|明治 1868 1912|大正 1912 1926|昭和 1926 1989'

const parse = (table: string, lunar: boolean): Era[] =>
  table.split('|').map((line) => {
    const [name = '', first, last] = line.trim().split(' ')
    return { name, first: Number(first), last: Number(last), lunar }
  })

export const eras: readonly Era[] = [...parse(lunarEras, true), ...parse(solarEras, false)]
