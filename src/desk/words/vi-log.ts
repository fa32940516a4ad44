/** The transparency log, where something is wrong with it or between it and its witnesses. */
export const viLog = {
  log: {
    trouble: 'Nhật ký minh bạch: cần làm rõ với đối tác',
    held: 'Hiện độc giả không xem được tin nào của quý đơn vị',
    heldHelp:
      'Cơ sở dữ liệu vừa được khôi phục từ bản sao lưu. Khi chưa biết lại những gì đã bị gỡ từ sau đó, cổng thông tin tạm đóng và không tin nào được chuyển sang hệ thống khác. Cổng sẽ tự mở lại; lệnh “pactwire doctor” cho biết còn thiếu gì.',
    stopped: {
      'log-broken': 'Nhật ký minh bạch đang dừng: dữ liệu lưu không khớp với những gì đã ký',
      'log-rolled-back': 'Nhật ký minh bạch đang dừng: cơ sở dữ liệu cũ hơn đã được khôi phục',
      'log-forked':
        'Nhật ký minh bạch đang dừng: một đối tác đã xác nhận một nhật ký khác cũng mang chữ ký của ta',
    },
    stoppedHelp:
      'Yêu cầu gỡ tin vẫn đến các đối tác, nhưng không có gì được ký thêm vào nhật ký. Người vận hành nút hãy chạy “pactwire doctor”.',
    declines: 'không ký xác nhận nhật ký của ta',
    contradicts: 'nhật ký của họ tự mâu thuẫn',
    contradictsHelp:
      'Đối tác này đã ký hai phiên bản quá khứ khác nhau. Hãy hỏi lý do; “pactwire log conflicts” cho xem bằng chứng, ai có nó cũng tự kiểm chứng được.',
    unproven: 'đã ký một nhật ký chưa được chứng minh là tiếp nối phần ta đã xác nhận',
    unprovenHelp:
      'Bằng chứng gửi kèm không đúng. Chỉ riêng điều đó chưa nói lên gì về đối tác, vì ai cũng có thể gửi một bằng chứng sai. Hãy hỏi họ; “pactwire log conflicts” cho xem hai điểm kiểm chứng, còn các mục trong nhật ký sẽ cho biết.',
    why: {
      malformed: 'Nút của họ không hiểu yêu cầu. Hãy so phiên bản của hai nút.',
      signature:
        'Họ biết nhật ký của ta bằng một khóa khác. Hãy báo cho đối tác khóa hiện trên trang nhật ký thu hồi của ta.',
      'log-unknown':
        'Nút của họ không biết nhật ký của ta: bên đó phải chấp nhận ta làm đối tác, và nút của họ phải kết nối được tới nút của ta.',
      size: 'Họ nói đã thấy nhật ký của ta dài hơn nhưng không đưa ra được. Hãy hỏi người vận hành nút đó.',
      inconsistent:
        'Họ nói nhật ký của ta không tiếp nối những gì họ đã thấy nhưng không đưa ra được. Hãy hỏi xin điểm kiểm chứng họ đang giữ.',
      unusable: 'Câu trả lời không phải là chữ ký của họ. Hãy hỏi người vận hành nút đó.',
      other: 'Nút của họ nêu lý do khác. Hệ thống sẽ tự hỏi lại, chậm nhất sau một ngày.',
    },
  },
};
