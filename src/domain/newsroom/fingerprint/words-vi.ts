/** 256 pairs of Vietnamese syllables that differ even without their tones. Their order is part of the protocol: never change it. */
export const WORDS_VI: readonly string[] = `
  biển xanh|buổi sáng|bàn cờ|bánh chưng|bánh mì|bát canh|bình hoa|bò sữa
  bóng đá|bông lúa|búp bê|bút chì|bưởi chua|bạch tuộc|bảng đen|bầu trời
  bậc thang|bắp ngô|bến tàu|bếp lửa|cam sành|chai nước|chim én|chiếc lá
  chiếu cói|chuông đồng|chuối tiêu|chuồn chuồn|chè sen|chén trà|chìa khóa|chó con
  chùa cổ|chăn bông|chậu cây|chổi rơm|chợ quê|con cua|con kiến|con rùa
  con suối|con tôm|con đò|cà chua|cà rốt|cá chép|cá heo|cái thang
  cánh buồm|cánh đồng|cáo tuyết|cát vàng|cây tre|cơm nắm|cần câu|cầu vồng
  cốc sứ|cối đá|cổng làng|cờ vua|củ gừng|cửa sổ|diều giấy|dàn nhạc
  dâu tây|dây thừng|dòng sông|dưa hấu|dế mèn|dừa xiêm|ghế mây|giày vải
  gió mùa|giường gỗ|giấy dó|giếng nước|giỏ hoa|gà trống|găng tay|gạch nung
  gạo nếp|gấu trúc|gối ôm|gốm sứ|hang động|hiệu sách|hoa cúc|hoa hồng
  hàng rào|hòm thư|hòn bi|hươu sao|hạt dẻ|hạt tiêu|hến sông|họa mi
  hồ nước|hổ vằn|hộp bút|kem sữa|khoai lang|khung tranh|khăn lụa|khế ngọt
  khỉ vàng|khỉ đột|kim cương|kèn đồng|kéo cắt|kính lúp|kẹo dừa|la bàn
  lâu đài|lò sưởi|lúa chín|lúa mì|lưới cá|lược ngà|lạc đà|lều trại
  lọ mực|lốc xoáy|lồng chim|muối biển|muỗng gỗ|mái ngói|mây trắng|mèo mun
  mì xào|mía lau|mít mật|mùa đông|măng cụt|mũ cối|mưa rào|mận chín
  mặt trăng|mỏ neo|mực nướng|nam châm|nghệ vàng|ngà voi|ngôi sao|ngọn đồi
  ngựa vằn|nho khô|nhà sàn|nhãn lồng|nhím gai|nhạc sĩ|nón lá|núi lửa
  nút áo|nải chuối|nấm rơm|nếp cẩm|nồi đất|ong mật|phao bơi|phong lan
  pháo hoa|phấn viết|phố cổ|phở bò|quyển vở|quê nhà|quạt giấy|quả bóng
  quả cầu|quần đảo|rau muống|ruộng mía|rìu đá|rạp xiếc|rặng dừa|rễ cây
  rồng bay|rổ rá|rừng thông|san hô|sen hồng|sách vở|sáo trúc|sân bay
  sóc nâu|sóng biển|sơn ca|sư tử|sương mù|sầu riêng|sổ tay|sứa biển
  sữa chua|tem thư|thuyền thúng|thác nước|thìa bạc|thùng gỗ|thư viện|thỏ trắng
  thợ mộc|tia nắng|trái đất|trâu rừng|trăng rằm|trạm xe|trống cơm|trứng gà
  tuyết rơi|tàu hỏa|táo đỏ|túi vải|tơ tằm|tương ớt|tấm thảm|tỏi tây
  tổ chim|tủ lạnh|vách đá|vòng bạc|võng đay|vườn cam|vải thiều|vẹt xanh
  vịt trời|vở kịch|xe đạp|xoài cát|xà phòng|xích lô|xôi gấc|xương rồng
  yên ngựa|yến mạch|áo dài|ô mai|đi bộ|đom đóm|đàn bầu|đèn lồng
  đôi dép|đôi mắt|đĩa sứ|đũa tre|đường ray|đảo xa|đầm lầy|đậu phụ
  địa cầu|đồi chè|đồng hồ|ấm trà|ếch xanh|ốc sên|ổ khóa|ớt cay
`
  .split(/[|\n]/)
  .map((word) => word.trim())
  .filter((word) => word !== '');
