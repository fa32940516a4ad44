/** Documents of two houses' own making, three each, one of each a kill: nobody but their dialects can read them. */
type Sample = { readonly name: string; readonly text: string };

/** A Vietnamese house: XML, times without an offset, a note for its own desk, initials as a byline, and `RÚT TIN` as its kill. */
export const BEN_CANG_XML: readonly Sample[] = [
  {
    name: 'bencang-2411.xml',
    text: `<?xml version="1.0" encoding="UTF-8"?>
<bantin nguon="Báo Bến Cảng">
  <tin ma="BC-2026-2411" lan="1">
    <tieude>Đà Nẵng mở lại tuyến phà Sơn Trà sau bão</tieude>
    <sapo>Chuyến phà đầu tiên rời bến lúc 6 giờ sáng 29/11.</sapo>
    <tacgia>Nguyễn Thị Lan</tacgia>
    <thoigian>2026-11-29 06:30:00</thoigian>
    <tinhtrang>PHÁT HÀNH</tinhtrang>
    <chuyenmuc>GT</chuyenmuc>
    <tukhoa><muc>phà</muc><muc>Sơn Trà</muc></tukhoa>
    <ghichu>Gọi anh Tâm 0905 111 222 trước khi dùng ảnh.</ghichu>
    <noidung>
      <p>Sau ba ngày ngừng chạy vì bão số 9, tuyến phà Sơn Trà đã hoạt động trở lại từ sáng nay với bốn chuyến mỗi giờ.</p>
      <p>Ban quản lý bến cho biết mặt cầu dẫn đã được kiểm tra và gia cố trong đêm.</p>
    </noidung>
  </tin>
</bantin>`,
  },
  {
    name: 'bencang-2412.xml',
    text: `<?xml version="1.0" encoding="UTF-8"?>
<bantin nguon="Báo Bến Cảng">
  <tin ma="BC-2026-2412" lan="2">
    <tieude>Giá tôm hùm tăng nhẹ trước Tết</tieude>
    <sapo>Thương lái trả thêm 30 nghìn đồng mỗi ký.</sapo>
    <tacgia>TK</tacgia>
    <thoigian>2026-11-29 08:05:00</thoigian>
    <tinhtrang>ĐÍNH CHÍNH</tinhtrang>
    <chuyenmuc>KT</chuyenmuc>
    <tukhoa><muc>tôm hùm</muc></tukhoa>
    <ghichu>Số liệu của Sở, chờ xác nhận.</ghichu>
    <noidung>
      <p>Giá tôm hùm bông tại Khánh Hòa sáng 29/11 ở mức 1,35 triệu đồng mỗi ký, không phải 1,53 triệu đồng như tin đã phát.</p>
    </noidung>
  </tin>
</bantin>`,
  },
  {
    name: 'bencang-2409-rut.xml',
    text: `<?xml version="1.0" encoding="UTF-8"?>
<bantin nguon="Báo Bến Cảng">
  <tin ma="BC-2026-2409" lan="3">
    <tieude>Cháy kho hàng ở cảng Tiên Sa</tieude>
    <sapo>Tin này đã được rút.</sapo>
    <tacgia>Lê Văn Hải</tacgia>
    <thoigian>2026-11-29 09:40:00</thoigian>
    <tinhtrang>RÚT TIN</tinhtrang>
    <chuyenmuc>GT</chuyenmuc>
    <tukhoa><muc>Tiên Sa</muc></tukhoa>
    <ghichu>Nguồn tin sai, bạn đọc gọi điện phản ánh.</ghichu>
    <noidung>
      <p>Không có vụ cháy nào ở cảng Tiên Sa. Đề nghị các đơn vị gỡ tin này khỏi mọi trang đã đăng.</p>
    </noidung>
  </tin>
</bantin>`,
  },
];

function jimei(story: object): string {
  return JSON.stringify({ 供稿系统: '集美报业采编网', 稿件: story }, undefined, 2);
}

/** A Chinese house: JSON, internal remarks, an own list of columns, and `撤稿` as its kill. */
export const JIMEI_JSON: readonly Sample[] = [
  {
    name: 'jimei-0871.json',
    text: jimei({
      稿号: 'JM20261129-0871',
      版本: 1,
      标题: '集美学村新图书馆今日开馆',
      导语: '新馆藏书六十万册，设有台港澳文献专区。',
      作者: '陈晓梅',
      发布时间: '2026-11-29T09:00:00',
      状态: '签发',
      栏目: '文教',
      关键词: ['集美', '图书馆'],
      内部备注: '馆长手机 139 0000 0000，勿外传。',
      正文: '十一月二十九日上午，集美学村新图书馆正式开馆，首日接待读者逾五千人次。\n\n新馆总建筑面积三万平方米，设阅览座位两千四百个，全年无休。读者可凭身份证直接入馆，外地读者同样适用。',
    }),
  },
  {
    name: 'jimei-0874.json',
    text: jimei({
      稿号: 'JM20261129-0874',
      版本: 2,
      标题: '厦门前十月外贸额同比增长',
      导语: '更正同比增幅。',
      作者: 'cxm',
      发布时间: '2026-11-29T10:20:00',
      状态: '更正',
      栏目: '财经',
      关键词: ['外贸'],
      内部备注: '海关口径，编辑请核对。',
      正文: '据厦门海关统计，今年前十个月全市外贸进出口总额同比增长百分之五点三，并非此前所报的百分之三点五。\n\n其中对东盟进出口增长最快，机电产品仍为第一大出口品类，民营企业进出口占比继续提高。',
    }),
  },
  {
    name: 'jimei-0869.json',
    text: jimei({
      稿号: 'JM20261129-0869',
      版本: 2,
      标题: '一渔船在台湾海峡遇险',
      导语: '本稿已撤回，请勿采用。',
      作者: '林建国',
      发布时间: '2026-11-29T11:05:00',
      状态: '撤稿',
      栏目: '社会',
      关键词: ['海事'],
      内部备注: '消息源有误。',
      正文: '经核实，所述渔船已安全返港，险情并不属实。请各用稿单位立即撤下本稿，并停止一切转载。由此带来的不便，敬请谅解，特此说明。',
    }),
  },
];
